package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: the page at {@code /}, the report at {@code /report.json}, nothing else. */
final class LiveHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHandler.class);
  private static final String PAGE = "/";
  static final String REPORT = "/report.json";
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  /** The limit of answers, and so of readers, since each page sends a request once a second. */
  private static final double ANSWERS_PER_SECOND = 10;

  private static final double ANSWERS_AT_ONCE = 40;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NO_SUCH_METHOD = 405;
  private static final int FAILED = 500;
  private static final int BUSY = 503;

  private final LocalCaller caller;
  private final RenderedReport report;
  private final Allowance answers =
      new Allowance(ANSWERS_PER_SECOND, ANSWERS_AT_ONCE, System.nanoTime());

  LiveHandler(LocalCaller caller, RenderedReport report) {
    this.caller = caller;
    this.report = report;
  }

  /** Answers a request; a fault must not affect the training. */
  Answer answer(RequestHead request) {
    try {
      return refusal(request).orElseGet(() -> content(request));
    } catch (RuntimeException fault) {
      LOG.warn("The live page could not be created: {}", fault.toString());
      LOG.debug("The error of the live page", fault);
      return Answer.text(
          FAILED, "Internal Server Error", "The report could not be created; the run continues.");
    }
  }

  private Optional<Answer> refusal(RequestHead request) {
    Optional<String> fault = caller.fault(request);
    if (fault.isPresent()) {
      String sentence = fault.get() + " Type the address that 'carousel train' printed.";
      return Optional.of(Answer.text(FORBIDDEN, "Forbidden", sentence));
    }
    if (!METHODS.contains(request.method())) {
      return Optional.of(
          Answer.text(NO_SUCH_METHOD, "Method Not Allowed", "This page is read-only.")
              .with("Allow", "GET, HEAD"));
    }
    return Optional.empty();
  }

  private Answer content(RequestHead request) {
    boolean isPage = request.path().equals(PAGE);
    if (!isPage && !request.path().equals(REPORT)) {
      return Answer.text(NOT_FOUND, "Not Found", "Only / and /report.json exist.");
    }
    if (!answers.take(System.nanoTime())) {
      return Answer.text(
              BUSY, "Service Unavailable", "Too many requests per second; the run has priority.")
          .with("Retry-After", "1");
    }
    return isPage
        ? Answer.of("text/html; charset=utf-8", report.policy(), report.page())
        : report(request);
  }

  private Answer report(RequestHead request) {
    byte[] json = report.json().getBytes(UTF_8);
    String tag = RenderedReport.tag(json);
    Answer whole = Answer.of("application/json", json).with("ETag", tag);
    boolean isKnown = request.all("If-None-Match").stream().anyMatch(tags -> tags.contains(tag));
    return isKnown ? whole.notModified() : whole;
  }
}
