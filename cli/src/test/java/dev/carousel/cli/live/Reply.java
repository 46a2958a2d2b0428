package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a server answers to a request that is written by hand, so that any header can be given. */
record Reply(int status, Map<String, String> headers, String body) {
  private static final int PATIENCE = 30_000;

  /** Asks, and closes. The header Host is given unless it is among those given. */
  static Reply to(String address, String method, String path, String... headers) {
    URI server = URI.create(address);
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    List<String> all = Arrays.asList(headers);
    if (all.stream().noneMatch(h -> h.startsWith("Host:"))) {
      request.append("Host: ").append(server.getAuthority()).append("\r\n");
    }
    all.stream().filter(h -> !h.equals("Host:")).forEach(h -> request.append(h).append("\r\n"));
    request.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(request.toString().getBytes(UTF_8));
      socket.getOutputStream().flush();
      return parse(new String(socket.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
  }

  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
