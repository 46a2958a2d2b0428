package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * The master of a standalone cluster.
 *
 * @param host its name or number
 * @param port where it listens
 */
record Master(String host, int port) {
  static final String SCHEME = "spark://";
  private static final int USUAL = 7077;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Reads an address.
   *
   * @throws CarouselException if it is malformed
   */
  static Master of(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null && uri.getPath().isEmpty()) {
        return new Master(uri.getHost(), uri.getPort() < 0 ? USUAL : uri.getPort());
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw CarouselException.usage("--on is malformed.")
        .expected("the address of a master: " + SCHEME + "HOST:" + USUAL)
        .found("--on " + address)
        .build();
  }

  String address() {
    return SCHEME + host + ":" + port;
  }

  boolean isLoopback() {
    InetAddress known = new InetSocketAddress(host, port).getAddress();
    return known != null && known.isLoopbackAddress();
  }

  /**
   * Spark itself would try for a minute.
   *
   * @throws CarouselException if nothing listens there
   */
  void requireAnswer() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(PATIENCE.toMillis()));
    } catch (IOException e) {
      throw CarouselException.failure("No Spark master answers.")
          .expected("a running master")
          .found(e)
          .where(address())
          .mend("start it, or name its address as its page shows it: --on " + SCHEME + "HOST:PORT")
          .cause(e)
          .build();
    }
  }
}
