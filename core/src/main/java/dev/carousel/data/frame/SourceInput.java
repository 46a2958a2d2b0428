package dev.carousel.data.frame;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FrameSource} reads: a file, a folder, a stream such as standard input, or a query.
 * A stream can be read once, and a frame that was read from it has no {@linkplain Frame#identity
 * checksum}.
 *
 * <p>Immutable and thread-safe, but the stream belongs to one thread.
 */
public final class SourceInput {
  /** How much of a query messages show. */
  private static final int SHOWN = 80;

  private final String name;
  private final @Nullable Path path;
  private final @Nullable InputStream stream;
  private final @Nullable String query;

  private SourceInput(
      String name, @Nullable Path path, @Nullable InputStream stream, @Nullable String query) {
    this.name = name;
    this.path = path;
    this.stream = stream;
    this.query = query;
  }

  /** A file or a folder, which need not exist yet. */
  public static SourceInput of(Path path) {
    return new SourceInput(path.toString(), path, null, null);
  }

  /**
   * A stream, which the caller closes.
   *
   * @param name for messages: {@code standard input}
   */
  public static SourceInput of(String name, InputStream stream) {
    return new SourceInput(name, null, Objects.requireNonNull(stream), null);
  }

  /**
   * A query, for sources that {@linkplain FrameSourceProvider#takesQueries take queries}.
   *
   * @param text in the language of the source: SQL
   */
  public static SourceInput query(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "..";
    return new SourceInput("query \"" + shown + '"', null, null, text);
  }

  /** The path, the name of the stream, or the beginning of the query, for messages. */
  public String name() {
    return name;
  }

  /** The file or folder; empty for a stream and a query. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** The text of a query; empty for anything else. */
  public Optional<String> query() {
    return Optional.ofNullable(query);
  }

  /**
   * The bytes of the file or of the stream, to be closed by the caller. Closing those of a stream
   * does not close the stream.
   *
   * @throws IOException if the file cannot be read
   * @throws CarouselException if it is a query
   */
  public InputStream open() throws IOException {
    if (path != null) {
      return Files.newInputStream(path);
    }
    if (query != null) {
      throw CarouselException.usage("The source reads files, not queries.")
          .expected("a file, a folder or a stream")
          .found(name)
          .build();
    }
    return new Unclosed(Objects.requireNonNull(stream));
  }

  /** For messages. */
  @Override
  public String toString() {
    return name;
  }
}
