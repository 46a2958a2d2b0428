package dev.carousel.cli.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Distinguishes a reader on this machine from a page of another site that uses the reader's
 * browser. It checks the requested host name, since a foreign name may point here (DNS rebinding),
 * and the browser's headers about the requesting page.
 */
final class LocalCaller {
  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");
  private static final int USUAL_PORT = 80;
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final Set<String> hosts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** Of a server at this port. */
  LocalCaller(int port) {
    for (String name : NAMES) {
      hosts.add(name + ":" + port);
      if (port == USUAL_PORT) {
        hosts.add(name); // browsers leave it out
      }
    }
  }

  /** Why a request is refused; empty if it is not. */
  Optional<String> fault(RequestHead request) {
    List<String> names = request.all("Host");
    if (names.size() != 1 || !hosts.contains(names.get(0))) {
      return Optional.of(
          "The host asked for is not this machine: " + String.join(", ", names) + ".");
    }
    Optional<String> origin =
        request.all("Origin").stream().filter(o -> !hosts.contains(withoutScheme(o))).findFirst();
    if (origin.isPresent()) {
      return Optional.of("The request comes from a page of another origin: " + origin.get() + ".");
    }
    return request.all("Sec-Fetch-Site").stream()
        .filter(site -> !OWN_SITES.contains(site))
        .findFirst()
        .map(site -> "A page of another site leads here: " + site + ".");
  }

  private static String withoutScheme(String origin) {
    return origin.startsWith("http://") ? origin.substring("http://".length()) : "";
  }
}
