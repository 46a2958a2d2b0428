package dev.carousel.data.frame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FrameSource} reads: a file, a folder, or a stream such as standard input. A stream
 * can be read once, and a frame that was read from it has no {@linkplain Frame#identity checksum}.
 *
 * <p>Immutable and thread-safe, but the stream belongs to one thread.
 */
public final class SourceInput {
  private final String name;
  private final @Nullable Path path;
  private final @Nullable InputStream stream;

  private SourceInput(String name, @Nullable Path path, @Nullable InputStream stream) {
    this.name = name;
    this.path = path;
    this.stream = stream;
  }

  /** A file or a folder, which need not exist yet. */
  public static SourceInput of(Path path) {
    return new SourceInput(path.toString(), path, null);
  }

  /**
   * A stream, which the caller closes.
   *
   * @param name for messages: {@code standard input}
   */
  public static SourceInput of(String name, InputStream stream) {
    return new SourceInput(name, null, Objects.requireNonNull(stream));
  }

  /** The path, or the name of the stream, for messages. */
  public String name() {
    return name;
  }

  /** The file or folder; empty for a stream. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /**
   * The bytes of the file or of the stream, to be closed by the caller. Closing those of a stream
   * does not close the stream.
   *
   * @throws IOException if the file cannot be read
   */
  public InputStream open() throws IOException {
    if (path != null) {
      return Files.newInputStream(path);
    }
    return new Unclosed(Objects.requireNonNull(stream));
  }

  /** For messages. */
  @Override
  public String toString() {
    return name;
  }
}
