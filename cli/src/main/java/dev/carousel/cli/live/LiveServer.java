package dev.carousel.cli.live;

import dev.carousel.cli.html.LivePage;
import dev.carousel.cli.live.RenderedReport.Pace;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run to browsers on this machine. It listens only on the loopback address, answers GET and
 * HEAD, and changes nothing. Its one thread is a daemon and ends with it.
 */
public final class LiveServer implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int HIGHEST_PORT = 65535;
  private static final int BACKLOG = 50;
  private static final Set<Integer> TOLD = Set.of(200, 304);
  private static final boolean IS_WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ServerSocketChannel server;
  private final InetSocketAddress address;
  private final Readers readers = new Readers();
  private @Nullable RenderedReport report;
  private @Nullable LiveLoop loop;
  private @Nullable Thread thread;
  private boolean isClosed;

  private LiveServer(ServerSocketChannel server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Takes a port. Nothing is answered before {@link #serve}.
   *
   * @param port 0 for one that is free
   * @throws CarouselException if there is no such port, or it is not available
   */
  public static LiveServer bind(int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw CarouselException.usage("--live has an invalid port.")
          .expected("from 1 to " + HIGHEST_PORT + ", or 0 for one that is free")
          .found("--live " + port)
          .build();
    }
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", LOOPBACK);
      return listening(new InetSocketAddress(loopback, port));
    } catch (IOException taken) {
      throw CarouselException.usage("The port of the live page is not available.")
          .expected("a port of 127.0.0.1 that no other program uses")
          .found("port " + port + ": " + taken.getMessage())
          .where("--live " + port)
          .mend("name another port, or use --live without a port to get a free one")
          .cause(taken)
          .build();
    }
  }

  private static LiveServer listening(InetSocketAddress wanted) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      if (!IS_WINDOWS) { // where it would let two programs have one port
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      }
      server.bind(wanted, BACKLOG);
      return new LiveServer(server, (InetSocketAddress) server.getLocalAddress());
    } catch (IOException taken) {
      server.close();
      throw taken;
    }
  }

  /** Where the page is. */
  public String address() {
    return "http://127.0.0.1:" + boundTo().getPort() + "/";
  }

  InetSocketAddress boundTo() {
    return address;
  }

  /**
   * Begins to answer.
   *
   * @param json gives the current report as JSON; called from another thread, at most once a second
   *     and for at most a twentieth of the time, however many readers there are
   */
  public void serve(Supplier<String> json) {
    serve(json, Pace.USUAL);
  }

  void serve(Supplier<String> json, Pace pace) {
    LocalCaller caller = new LocalCaller(boundTo().getPort());
    RenderedReport rendered = new RenderedReport(json, LivePage.assemble(), pace);
    LiveHandler handler = new LiveHandler(caller, rendered);
    try {
      LiveLoop all = new LiveLoop(server, request -> reply(handler, request));
      Thread daemon = new Thread(all, "carousel-live");
      daemon.setDaemon(true);
      daemon.start();
      report = rendered;
      loop = all;
      thread = daemon;
    } catch (IOException fault) {
      throw new UncheckedIOException("The live page cannot be served", fault);
    }
  }

  /** The reply; a reader who receives the report after the end knows the end. */
  private LiveConnection.Reply reply(LiveHandler handler, RequestHead request) {
    boolean isLast = request.path().equals(LiveHandler.REPORT) && readers.asked();
    Answer answer = handler.answer(request);
    boolean tells = isLast && TOLD.contains(answer.status());
    return new LiveConnection.Reply(answer, tells ? readers::told : () -> {});
  }

  /** Called when the report no longer changes. */
  public void end() {
    RenderedReport rendered = report;
    if (rendered != null) {
      rendered.end();
    }
    readers.end();
  }

  /** Ends; a page that is open may first fetch the report once more, for a few seconds at most. */
  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    LiveLoop all = loop;
    Thread daemon = thread;
    if (all == null || daemon == null) {
      closeUnused();
      return;
    }
    end();
    readers.sayGoodbye();
    all.close();
    try {
      daemon.join(PATIENCE.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeUnused() {
    try {
      server.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
