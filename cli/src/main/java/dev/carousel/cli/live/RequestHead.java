package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What precedes the body of a request. The body is of no interest to a server that only answers.
 *
 * @param method as it was sent: {@code GET}
 * @param path without the query, as it was sent
 * @param headers by their names in lower case, all values of each
 */
record RequestHead(String method, String path, Map<String, List<String>> headers) {
  /** The request line and the headers end with an empty line (RFC 9112, section 2.1). */
  static final String END = "\r\n\r\n";

  private static final String VERSION = "HTTP/1.";
  private static final int WORDS = 3;

  /**
   * Reads one.
   *
   * @param bytes up to {@link #END} or beyond
   * @return empty if it is not a request of HTTP/1
   */
  static Optional<RequestHead> parse(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    String[] lines = text.substring(0, text.indexOf(END)).split("\r\n", -1);
    String[] words = lines[0].split(" ", -1);
    if (words.length != WORDS || !words[2].startsWith(VERSION)) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line : List.of(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.substring(0, colon).contains(" ")) {
        return Optional.empty();
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    String target = words[1];
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return Optional.of(new RequestHead(words[0], path, headers));
  }

  /** All values of a header, whatever the case of its name; empty if it is not there. */
  List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
