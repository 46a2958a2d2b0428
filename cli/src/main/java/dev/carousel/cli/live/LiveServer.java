package dev.carousel.cli.live;

import com.sun.net.httpserver.HttpServer;
import dev.carousel.cli.html.LivePage;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Shows a run to browsers on this machine. It listens on the loopback address alone, answers GET
 * and HEAD, and changes nothing; its threads are daemons and end with it.
 */
public final class LiveServer implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int HIGHEST_PORT = 65535;
  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpServer server;
  private final InetSocketAddress address;
  private final ThreadGroup group = new ThreadGroup("carousel-live");
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, this::daemon);
  private final Readers readers = new Readers();
  private boolean isServing;
  private boolean isClosed;

  private LiveServer(HttpServer server) {
    this.server = server;
    address = server.getAddress(); // not to be had of a server that is closed
  }

  /**
   * Takes a port. Nothing is answered before {@link #serve}.
   *
   * @param port 0 for one that is free
   * @throws CarouselException if there is no such port, or it cannot be had
   */
  public static LiveServer bind(int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw CarouselException.usage("There is no such port for the live page.")
          .expected("from 1 to " + HIGHEST_PORT + ", or 0 for one that is free")
          .found("--live " + port)
          .build();
    }
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", LOOPBACK);
      return new LiveServer(HttpServer.create(new InetSocketAddress(loopback, port), 0));
    } catch (IOException taken) {
      throw CarouselException.usage("The port for the live page cannot be had.")
          .expected("a port of 127.0.0.1 that no other program uses")
          .found("port " + port + ": " + taken.getMessage())
          .where("--live " + port)
          .mend("give another port, or --live without one: a free port is found then")
          .cause(taken)
          .build();
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
   * @param report gives the report as it stands, as JSON; asked from other threads
   */
  public void serve(Supplier<String> report) {
    LocalCaller caller = new LocalCaller(boundTo().getPort());
    server.createContext("/", new LiveHandler(caller, LivePage.assemble(), report, readers));
    server.setExecutor(threads);
    start();
    isServing = true;
  }

  /** The server's own thread inherits from this one that it is a daemon, and the group. */
  private void start() {
    Thread starter = daemon(server::start);
    starter.start();
    join(starter);
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(group, task, group.getName());
    thread.setDaemon(true);
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Told when the report does not change any more. */
  public void end() {
    readers.end();
  }

  /** Ends; a page that is open may first fetch the report once more, for a few seconds at most. */
  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (isServing) {
      readers.sayGoodbye();
    } else {
      start(); // a server that was never started does not give its port back
    }
    server.stop(0);
    threads.shutdownNow();
    Thread[] ending = new Thread[group.activeCount() + THREADS];
    int count = group.enumerate(ending);
    Stream.of(ending).limit(count).forEach(LiveServer::join);
  }
}
