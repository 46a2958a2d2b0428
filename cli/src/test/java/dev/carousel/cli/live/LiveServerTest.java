package dev.carousel.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.OnSomeMachines;
import dev.carousel.refusal.Refusal;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered, with what, and for how long. */
class LiveServerTest {
  private final AtomicReference<String> report = new AtomicReference<>("{\"runs\":[]}");
  private LiveServer server;

  @BeforeEach
  void start() {
    server = LiveServer.bind(0);
    server.serve(report::get, RenderedReport.Pace.UNBOUNDED);
  }

  @AfterEach
  void stop() {
    server.end();
    if (isAnswering()) {
      get("/report.json"); // a reader that is told the end need not be waited for
    }
    server.close();
  }

  private boolean isAnswering() {
    try {
      return get("/nothing").status() == 404;
    } catch (UncheckedIOException closed) {
      return false;
    }
  }

  private Reply get(String path, String... headers) {
    return Reply.to(server.address(), "GET", path, headers);
  }

  private String named(String host) {
    return host.replace("PORT", Integer.toString(URI.create(server.address()).getPort()));
  }

  @Test
  void pageAndReportAreAnswered() {
    Reply page = get("/");
    assertEquals(200, page.status());
    assertTrue(page.header("Content-Type").startsWith("text/html"), page.header("Content-Type"));
    assertTrue(page.body().contains("{\"runs\":[]}"), "the report is in the page");
    Reply json = get("/report.json");
    assertEquals(200, json.status());
    assertEquals("application/json", json.header("Content-Type"));
    assertEquals(report.get(), json.body());
  }

  @Test
  void itListensOnTheLoopbackAddressAlone() {
    assertTrue(server.boundTo().getAddress().isLoopbackAddress(), () -> "" + server.boundTo());
    assertTrue(server.address().startsWith("http://127.0.0.1:"), server.address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT"})
  void namesOfThisMachineAreAnswered(String host) {
    assertEquals(200, get("/", named("Host: " + host)).status());
    assertEquals(
        200, get("/report.json", named("Host: " + host), named("Origin: http://" + host)).status());
  }

  /** As after DNS rebinding: the browser means another site, and asks here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:PORT",
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:PORT",
        "localhost.:PORT",
        "0.0.0.0:PORT",
        ""
      })
  void foreignNamesAreRefused(String host) {
    Reply reply = get("/report.json", named("Host: " + host));
    assertEquals(403, reply.status());
    assertFalse(reply.body().contains("runs"), reply.body());
    assertTrue(reply.body().contains("Type the address"), reply.body());
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: http://evil.example, 403",
    "Origin: null, 403",
    "Origin: https://127.0.0.1:PORT, 403",
    "Origin: http://127.0.0.1:1, 403",
    "Origin: http://127.0.0.1:PORT, 200",
    "Sec-Fetch-Site: cross-site, 403",
    "Sec-Fetch-Site: same-site, 403",
    "Sec-Fetch-Site: same-origin, 200",
    "Sec-Fetch-Site: none, 200"
  })
  void pagesOfOtherSitesAreRefused(String header, int status) {
    for (String path : List.of("/", "/report.json")) {
      assertEquals(status, get(path, named(header)).status(), path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
  void nothingButReadingIsPossible(String method) {
    for (String path : List.of("/", "/report.json", "/stop")) {
      Reply reply = Reply.to(server.address(), method, path, "Content-Length: 0");
      assertEquals(405, reply.status(), path);
      assertEquals("GET, HEAD", reply.header("Allow"));
    }
  }

  @Test
  void headIsGetWithoutItsBody() {
    for (String path : List.of("/", "/report.json")) {
      Reply head = Reply.to(server.address(), "HEAD", path);
      Reply get = get(path);
      assertEquals(200, head.status());
      assertEquals("", head.body());
      assertEquals(get.header("Content-Length"), head.header("Content-Length"));
      assertEquals(get.header("ETag"), head.header("ETag"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/favicon.ico", "/report.json/", "/index.html", "/../etc/passwd", "/%2e%2e/x"})
  void otherPathsAreNotFound(String path) {
    assertEquals(404, get(path).status());
  }

  @ParameterizedTest
  @CsvSource({"/, ''", "/report.json, ''", "/none, ''", "/, Host: evil.example"})
  void everyAnswerForbidsWhatIsNotNeeded(String path, String header) {
    Reply reply = header.isEmpty() ? get(path) : get(path, header);
    assertEquals("nosniff", reply.header("X-Content-Type-Options"));
    assertEquals("no-referrer", reply.header("Referrer-Policy"));
    assertEquals("no-store", reply.header("Cache-Control"));
    assertEquals("same-origin", reply.header("Cross-Origin-Resource-Policy"));
    assertEquals("", reply.header("Access-Control-Allow-Origin"));
    String policy = reply.header("Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertTrue(policy.endsWith("frame-ancestors 'none'"), policy);
  }

  /** Two policies hold both, so that the one in the page must allow as much. */
  @Test
  void policyOfThePageAllowsOneConnectionMoreThanThatOfAFile() {
    Reply page = get("/");
    Matcher inPage =
        Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
            .matcher(page.body());
    assertTrue(inPage.find());
    assertEquals(
        inPage.group(1) + "; frame-ancestors 'none'", page.header("Content-Security-Policy"));
    assertTrue(inPage.group(1).contains("; connect-src 'self';"), inPage.group(1));
    assertFalse(inPage.group(1).contains("script-src 'unsafe"), inPage.group(1));
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    String tag = get("/report.json").header("ETag");
    Reply known = get("/report.json", "If-None-Match: " + tag);
    assertEquals(304, known.status());
    assertEquals("", known.body());
    report.set("{\"runs\":[1]}");
    Reply changed = get("/report.json", "If-None-Match: " + tag);
    assertEquals(200, changed.status());
    assertEquals(report.get(), changed.body());
    assertNotEquals(tag, changed.header("ETag"));
  }

  @Test
  void aReportThatFailsLeavesTheServerRunning() {
    report.set(null);
    assertEquals(500, get("/report.json").status());
    report.set("{}");
    assertEquals("{}", get("/report.json").body());
  }

  @Test
  void nothingIsLeftWhenItIsClosed() {
    get("/");
    server.close();
    assertThrows(UncheckedIOException.class, () -> get("/"));
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(Thread::isAlive)
            .filter(LiveServerTest::isOfAServer)
            .map(Thread::getName)
            .toList();
    assertEquals(List.of(), left);
    int port = URI.create(server.address()).getPort();
    try (LiveServer again = LiveServer.bind(port)) {
      assertEquals(server.address(), again.address());
    }
  }

  private static boolean isOfAServer(Thread thread) {
    return thread.getName().startsWith("carousel-live") || thread.getName().startsWith("HTTP-");
  }

  @Test
  void aPortThatWasNeverUsedIsGivenBack() {
    LiveServer unused = LiveServer.bind(0);
    unused.close();
    int port = URI.create(unused.address()).getPort();
    LiveServer.bind(port).close();
  }

  @Test
  void itsThreadsKeepNoProgramAlive() {
    get("/");
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .filter(LiveServerTest::isOfAServer)
            .allMatch(Thread::isDaemon));
  }

  @Test
  @OnSomeMachines
  void aPortThatIsTakenIsRefused() {
    int port = URI.create(server.address()).getPort();
    Refusal.of(
        () -> LiveServer.bind(port).close(),
        "The port of the live page is not available.",
        "port " + port + ": Address already in use",
        "--live " + port,
        "name another port");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void aPortThatIsNoneIsRefused(int port) {
    String input = "train --live " + port;
    Refusal.of(input, () -> LiveServer.bind(port).close(), "from 1 to 65535", "--live " + port);
  }
}
