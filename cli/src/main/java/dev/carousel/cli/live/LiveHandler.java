package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.carousel.cli.html.LivePage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: the page at {@code /}, the report at {@code /report.json}, nothing else. */
final class LiveHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHandler.class);
  private static final String PAGE = "/";
  private static final String REPORT = "/report.json";
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'";

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NO_SUCH_METHOD = 405;
  private static final int FAILED = 500;

  private final LocalCaller caller;
  private final LivePage page;
  private final Supplier<String> report;
  private final Readers readers;

  LiveHandler(LocalCaller caller, LivePage page, Supplier<String> report, Readers readers) {
    this.caller = caller;
    this.page = page;
    this.report = report;
    this.readers = readers;
  }

  /** An answer but for the headers that all have. */
  private record Answer(int status, String type, String policy, String body) {
    static Answer text(int status, String body) {
      return new Answer(status, TEXT, NOTHING_RUNS, body + "\n");
    }
  }

  @Override
  public void handle(HttpExchange exchange) {
    boolean isLast = exchange.getRequestURI().getPath().equals(REPORT) && readers.asked();
    try (exchange) {
      send(exchange, guarded(exchange));
      if (isLast) {
        readers.told();
      }
    } catch (IOException gone) {
      LOG.debug("A reader of the live page went away", gone);
    }
  }

  /** A fault in here must not come near the training. */
  private Answer guarded(HttpExchange exchange) {
    try {
      return answer(exchange);
    } catch (RuntimeException fault) {
      LOG.warn("The live page could not be made: {}", fault.toString());
      LOG.debug("Where that came up", fault);
      return Answer.text(FAILED, "The report could not be made; the run goes on.");
    }
  }

  private Answer answer(HttpExchange exchange) {
    Optional<String> fault = caller.fault(exchange.getRequestHeaders());
    if (fault.isPresent()) {
      return Answer.text(
          FORBIDDEN, fault.get() + " Type the address that 'carousel train' printed.");
    }
    if (!METHODS.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(NO_SUCH_METHOD, "The page can be read, and nothing else.");
    }
    return switch (exchange.getRequestURI().getPath()) {
      case PAGE -> new Answer(OK, "text/html; charset=utf-8", page.policy(), page.of(report.get()));
      case REPORT -> report(exchange);
      default -> Answer.text(NOT_FOUND, "There is / and /report.json.");
    };
  }

  private Answer report(HttpExchange exchange) {
    String json = report.get();
    String tag = tag(json);
    exchange.getResponseHeaders().set("ETag", tag);
    List<String> known = exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of());
    boolean isKnown = known.stream().anyMatch(tags -> tags.contains(tag));
    return new Answer(isKnown ? NOT_MODIFIED : OK, "application/json", NOTHING_RUNS, json);
  }

  private static String tag(String json) {
    CRC32 crc = new CRC32();
    crc.update(json.getBytes(UTF_8));
    return '"' + Long.toHexString(crc.getValue()) + '-' + Integer.toHexString(json.length()) + '"';
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type());
    headers.set("Content-Security-Policy", answer.policy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    byte[] body = answer.body().getBytes(UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else if (answer.status() == NOT_MODIFIED) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
