package dev.carousel.cli.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

/**
 * One connection. A request is read up to its body, and an answer is written. Further input is
 * discarded for a moment, since a connection that is closed with unread input may lose the answer.
 * It never blocks, and each part has a time limit.
 */
final class LiveConnection {
  private static final long TO_ASK = Duration.ofSeconds(5).toNanos();
  private static final long TO_READ_ON = Duration.ofSeconds(10).toNanos();
  private static final long TO_READ_ALL = Duration.ofSeconds(60).toNanos();
  private static final long TO_GO = Duration.ofSeconds(1).toNanos();
  private static final int LONGEST_HEAD = 16 * 1024;

  /** The maximum size of a discarded body. */
  private static final int MOST_THROWN_AWAY = 64 * 1024;

  private enum Phase {
    ASKING,
    ANSWERING,
    GOING
  }

  /**
   * The reply to a request.
   *
   * @param answer to it
   * @param sent called when it has been sent completely
   */
  record Reply(Answer answer, Runnable sent) {}

  private final SocketChannel channel;
  private final Function<RequestHead, Reply> handler;
  private final ByteBuffer in = ByteBuffer.allocate(LONGEST_HEAD);
  private Phase phase = Phase.ASKING;
  private ByteBuffer[] out = {};
  private Runnable sent = () -> {};
  private int thrownAway;
  private long deadline;
  private long lastDeadline;

  LiveConnection(SocketChannel channel, Function<RequestHead, Reply> handler, long nowNanos) {
    this.channel = channel;
    this.handler = handler;
    deadline = nowNanos + TO_ASK;
    lastDeadline = deadline;
  }

  /** Whether its time is over. */
  boolean isOver(long nowNanos) {
    return nowNanos - deadline >= 0 || nowNanos - lastDeadline >= 0;
  }

  boolean isAsking() {
    return phase == Phase.ASKING;
  }

  /**
   * Proceeds as far as it can.
   *
   * @return what it waits for, of {@link SelectionKey}; 0 if it is done and is to be closed
   * @throws IOException if the other side has gone
   */
  int proceed(long nowNanos) throws IOException {
    if (phase == Phase.ASKING && !ask(nowNanos)) {
      return phase == Phase.GOING ? 0 : SelectionKey.OP_READ;
    }
    if (phase == Phase.ANSWERING && !write(nowNanos)) {
      return SelectionKey.OP_WRITE;
    }
    return throwAway() ? SelectionKey.OP_READ : 0;
  }

  /** Whether there is an answer now. */
  private boolean ask(long nowNanos) throws IOException {
    if (channel.read(in) < 0) {
      phase = Phase.GOING; // it went without having asked
      return false;
    }
    byte[] bytes = Arrays.copyOf(in.array(), in.position());
    boolean isWhole = new String(bytes, ISO_8859_1).contains(RequestHead.END);
    if (!isWhole && in.hasRemaining()) {
      return false;
    }
    RequestHead head = isWhole ? RequestHead.parse(bytes).orElse(null) : null;
    Reply reply = head == null ? new Reply(fault(isWhole), () -> {}) : handler.apply(head);
    out = reply.answer().wire(head != null && head.method().equals("HEAD"));
    sent = reply.sent();
    phase = Phase.ANSWERING;
    deadline = nowNanos + TO_READ_ON;
    lastDeadline = nowNanos + TO_READ_ALL;
    return true;
  }

  private static Answer fault(boolean isWhole) {
    return isWhole
        ? Answer.text(400, "Bad Request", "This is not an HTTP/1.1 request.")
        : Answer.text(
            431, "Request Header Fields Too Large", "The headers are longer than 16 KiB.");
  }

  /** Whether all has gone out. */
  private boolean write(long nowNanos) throws IOException {
    if (channel.write(out) > 0) {
      deadline = nowNanos + TO_READ_ON;
    }
    if (out[out.length - 1].hasRemaining()) {
      return false;
    }
    out = new ByteBuffer[0];
    sent.run();
    channel.shutdownOutput();
    phase = Phase.GOING;
    deadline = nowNanos + TO_GO;
    return true;
  }

  /** Whether there may be more to come. */
  private boolean throwAway() throws IOException {
    in.clear();
    int count = channel.read(in);
    while (count > 0) {
      thrownAway += count;
      if (thrownAway > MOST_THROWN_AWAY) {
        return false;
      }
      in.clear();
      count = channel.read(in);
    }
    return count == 0;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      // it is closed all the same
    }
  }
}
