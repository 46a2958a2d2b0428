package dev.carousel.cli.live;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves all connections in one thread that never waits for any of them. Its cost is bounded: the
 * number of connections per second and of open connections is limited. The oldest connection
 * without a request makes room for a new one.
 */
final class LiveLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
  private static final int TICK_MILLIS = 100;
  private static final int IDLE_MILLIS = 1000;
  private static final int MOST_CONNECTIONS = 256;
  private static final double TAKEN_PER_SECOND = 100;
  private static final double TAKEN_AT_ONCE = 200;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final Function<RequestHead, LiveConnection.Reply> handler;
  private final SelectionKey accepting;

  /** In the order in which they came. */
  private final Map<SelectionKey, LiveConnection> connections = new LinkedHashMap<>();

  private final Allowance taken = new Allowance(TAKEN_PER_SECOND, TAKEN_AT_ONCE, System.nanoTime());
  private volatile boolean isClosed;

  /** Of a server that listens. */
  LiveLoop(ServerSocketChannel server, Function<RequestHead, LiveConnection.Reply> handler)
      throws IOException {
    this.server = server;
    this.handler = handler;
    selector = Selector.open();
    server.configureBlocking(false);
    accepting = server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Ends it, soon. */
  void close() {
    isClosed = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try (selector;
        server) {
      while (!isClosed) {
        boolean isIdle = connections.isEmpty() && accepting.interestOps() != 0;
        selector.select(isIdle ? IDLE_MILLIS : TICK_MILLIS);
        for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
          serve(key);
        }
        selector.selectedKeys().clear();
        closeTheLate();
        accepting.interestOps(taken.isLeft(System.nanoTime()) ? SelectionKey.OP_ACCEPT : 0);
      }
    } catch (IOException | RuntimeException fault) {
      LOG.warn("The live page ended: {}", fault.toString());
      LOG.debug("The error of the live page", fault);
    } finally {
      connections.values().forEach(LiveConnection::close);
    }
  }

  private void serve(SelectionKey key) {
    LiveConnection connection = connections.get(key);
    if (key.equals(accepting)) {
      accept();
    } else if (connection != null) {
      proceed(key, connection);
    }
  }

  private void accept() {
    try {
      while (taken.take(System.nanoTime())) {
        SocketChannel channel = server.accept();
        if (channel == null) {
          return;
        }
        makeRoom();
        channel.configureBlocking(false);
        connections.put(
            channel.register(selector, SelectionKey.OP_READ),
            new LiveConnection(channel, handler, System.nanoTime()));
      }
    } catch (IOException gone) {
      LOG.debug("A reader of the live page went away", gone);
    }
  }

  private void makeRoom() {
    if (connections.size() < MOST_CONNECTIONS) {
      return;
    }
    SelectionKey oldest =
        connections.entrySet().stream()
            .filter(open -> open.getValue().isAsking())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> connections.keySet().iterator().next());
    close(oldest);
  }

  private void proceed(SelectionKey key, LiveConnection connection) {
    try {
      int wanted = connection.proceed(System.nanoTime());
      if (wanted == 0) {
        close(key);
      } else {
        key.interestOps(wanted);
      }
    } catch (IOException | RuntimeException gone) {
      LOG.debug("A reader of the live page went away", gone);
      close(key);
    }
  }

  private void close(SelectionKey key) {
    LiveConnection connection = connections.remove(key);
    if (connection != null) {
      connection.close();
    }
  }

  private void closeTheLate() {
    long now = System.nanoTime();
    Iterator<LiveConnection> each = connections.values().iterator();
    while (each.hasNext()) {
      LiveConnection connection = each.next();
      if (connection.isOver(now)) {
        each.remove();
        connection.close();
      }
    }
  }
}
