package dev.carousel.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes UTF-8 to a standard stream, and keeps the reason of its first failure, which a {@link
 * PrintWriter} discards. After a failure, nothing more is written.
 */
final class StreamWriter extends PrintWriter {
  private final Sink sink;

  StreamWriter(FileDescriptor descriptor) {
    this(new FileOutputStream(descriptor));
  }

  StreamWriter(OutputStream raw) {
    this(new Sink(raw));
  }

  private StreamWriter(Sink sink) {
    super(new OutputStreamWriter(sink, StandardCharsets.UTF_8), true);
    this.sink = sink;
  }

  /**
   * The reason of the first failure; empty if there is none, or if the reader closed the stream.
   */
  Optional<String> fault() {
    flush();
    IOException failure = sink.failure;
    return failure == null || isLeft(failure)
        ? Optional.empty()
        : Optional.of(String.valueOf(failure.getMessage()));
  }

  /**
   * Whether the reader closed a pipe or a connection, as {@code head} does. Java has no error
   * numbers, only the system's messages.
   */
  private static boolean isLeft(IOException failure) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("pipe") || reason.contains("connection reset");
  }

  /** The stream itself. */
  private static final class Sink extends OutputStream {
    private final OutputStream raw;
    private volatile @Nullable IOException failure;

    Sink(OutputStream raw) {
      this.raw = raw;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      IOException before = failure;
      if (before != null) {
        throw before;
      }
      try {
        raw.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
