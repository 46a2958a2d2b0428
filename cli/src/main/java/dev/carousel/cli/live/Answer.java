package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to a request.
 *
 * @param status of HTTP
 * @param reason the words that go with it
 * @param headers except those that all answers have
 * @param body shared between answers, and not changed by any
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
record Answer(int status, String reason, Map<String, String> headers, byte[] body) {
  private static final String NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'";
  private static final int NOT_MODIFIED = 304;

  Answer {
    headers = Map.copyOf(headers);
  }

  /** With a body of some type, under a Content-Security-Policy. */
  static Answer of(String type, String policy, byte[] body) {
    return new Answer(
        200, "OK", Map.of("Content-Type", type, "Content-Security-Policy", policy), body);
  }

  /** JSON or text, in which nothing may run. */
  static Answer of(String type, byte[] body) {
    return of(type, NOTHING_RUNS, body);
  }

  /** A sentence. */
  static Answer text(int status, String reason, String sentence) {
    Answer ok = of("text/plain; charset=utf-8", (sentence + "\n").getBytes(UTF_8));
    return new Answer(status, reason, ok.headers(), ok.body());
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, reason, more, body);
  }

  /** The answer to a reader who already has it. */
  Answer notModified() {
    return new Answer(NOT_MODIFIED, "Not Modified", headers, body);
  }

  /**
   * As bytes. Each connection carries one answer.
   *
   * @param isHead whether the headers alone were asked for
   */
  ByteBuffer[] wire(boolean isHead) {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " " + reason + "\r\n");
    headers.forEach((name, value) -> line(text, name, value));
    line(text, "X-Content-Type-Options", "nosniff");
    line(text, "Referrer-Policy", "no-referrer");
    line(text, "Cross-Origin-Resource-Policy", "same-origin");
    line(text, "Cache-Control", "no-store");
    line(text, "Connection", "close");
    if (status != NOT_MODIFIED) {
      line(text, "Content-Length", Integer.toString(body.length));
    }
    ByteBuffer head = ByteBuffer.wrap((text + "\r\n").getBytes(ISO_8859_1));
    boolean isBodiless = isHead || status == NOT_MODIFIED;
    return isBodiless
        ? new ByteBuffer[] {head}
        : new ByteBuffer[] {head, ByteBuffer.wrap(body).asReadOnlyBuffer()};
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
