package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that are slow, rude or many: a good one is answered, and the run is hardly asked. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LiveServerUnderLoadTest {
  private static final int PATIENCE = 30_000;
  private static final String BIG = "{\"runs\":[],\"data\":\"" + "x".repeat(20_000_000) + "\"}";

  private final AtomicInteger renderings = new AtomicInteger();
  private final List<Socket> open = new ArrayList<>();
  private String report = "{\"runs\":[]}";
  private LiveServer server;

  @BeforeEach
  void start() {
    server = LiveServer.bind(0);
    server.serve(
        () -> {
          renderings.incrementAndGet();
          return report;
        });
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    server.end();
    Reply.to(server.address(), "GET", "/report.json"); // it need not wait to tell the end
    server.close();
  }

  /** A connection that stays open, with this sent. */
  private Socket sent(String text) throws IOException {
    URI at = URI.create(server.address());
    Socket socket = new Socket(InetAddress.getByName(at.getHost()), at.getPort());
    open.add(socket);
    socket.setSoTimeout(PATIENCE);
    OutputStream out = socket.getOutputStream();
    out.write(text.replace("HOST", at.getAuthority()).getBytes(UTF_8));
    out.flush();
    return socket;
  }

  private void aGoodReaderIsAnswered() {
    assertEquals(200, Reply.to(server.address(), "GET", "/report.json").status());
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 300})
  void requestsThatNeverEndKeepNobodyFromAnAnswer(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      sent("GET / HTTP/1.1\r\nHost: HOST\r\nX-Slow:");
    }
    aGoodReaderIsAnswered();
  }

  @Test
  void connectionsWithoutAWordKeepNobodyFromAnAnswer() throws IOException {
    for (int i = 0; i < 50; i++) {
      sent("");
    }
    aGoodReaderIsAnswered();
  }

  /** They are refused by their heads; what they wanted to send is not waited for. */
  @Test
  void bodiesOfAnyLengthAreNotReceived() throws IOException {
    List<Socket> posts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      posts.add(sent("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 999999999999\r\n\r\nabc"));
    }
    aGoodReaderIsAnswered();
    for (Socket post : posts) {
      String answer = new String(post.getInputStream().readAllBytes(), UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
    }
  }

  @Test
  void answersThatNobodyReadsKeepNobodyFromAnother() throws IOException {
    report = BIG;
    for (int i = 0; i < 10; i++) {
      sent("GET /report.json HTTP/1.1\r\nHost: HOST\r\n\r\n");
    }
    Reply reply = Reply.to(server.address(), "GET", "/report.json");
    assertEquals(BIG.length(), reply.body().length());
  }

  @Test
  void headersWithoutAnEndAreRefused() throws IOException {
    Socket socket = sent("GET / HTTP/1.1\r\nHost: HOST\r\nX: " + "y".repeat(20_000));
    String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    aGoodReaderIsAnswered();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "GET /", "GET / HTTP/2.0", "GET / HTTP/1.1\r\nno colon", " / HTTP/1.1"})
  void whatIsNoRequestIsRefused(String head) throws IOException {
    Socket socket = sent(head + "\r\n\r\n");
    String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertTrue(answer.matches("(?s)HTTP/1.1 40[03] .*"), answer);
    aGoodReaderIsAnswered();
  }

  @Test
  void theReportIsRenderedOnceASecondAtTheMost() {
    long began = System.nanoTime();
    IntStream.range(0, 30)
        .mapToObj(i -> Reply.to(server.address(), "GET", i % 2 == 0 ? "/" : "/report.json"))
        .forEach(reply -> assertEquals(200, reply.status()));
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    assertTrue(renderings.get() <= 1 + seconds, renderings + " times in " + seconds + " s");
  }

  @Test
  void theLastReportIsRenderedAfterTheEndAndNeverAgain() {
    aGoodReaderIsAnswered();
    report = "{\"last\":1}";
    server.end();
    for (int i = 0; i < 5; i++) {
      assertEquals(report, Reply.to(server.address(), "GET", "/report.json").body());
    }
    assertTrue(renderings.get() <= 2, () -> renderings + " times");
  }

  @Test
  void aFloodIsToldToComeBackLater() {
    List<Reply> replies =
        IntStream.range(0, 120)
            .mapToObj(i -> Reply.to(server.address(), "HEAD", "/report.json"))
            .toList();
    List<Reply> refused = replies.stream().filter(reply -> reply.status() == 503).toList();
    assertTrue(refused.size() > 0, "none of 120 was refused");
    assertEquals("1", refused.get(0).header("Retry-After"));
    assertTrue(replies.stream().filter(reply -> reply.status() == 200).count() >= 40);
  }

  @Test
  void anAllowanceFillsUpAgain() {
    long second = 1_000_000_000;
    Allowance allowance = new Allowance(10, 3, 0);
    assertEquals(3, IntStream.range(0, 9).filter(i -> allowance.take(0)).count());
    assertEquals(1, IntStream.range(0, 9).filter(i -> allowance.take(second / 8)).count());
    assertEquals(3, IntStream.range(0, 9).filter(i -> allowance.take(9 * second)).count());
  }
}
