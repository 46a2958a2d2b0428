package dev.carousel.data.frame;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as they come: from a pipe or a socket that is still being written to. A row
 * is there as soon as its line is. For one thread.
 */
public interface RowFeed extends AutoCloseable {
  /**
   * The names of all columns; waits for the first line. Those of lines of JSON are the names of the
   * first one.
   *
   * @throws IOException if nothing can be read
   * @throws dev.carousel.error.CarouselException if it is no header
   */
  List<String> names() throws IOException;

  /**
   * Chooses the columns of {@link #next}. Others may hold anything.
   *
   * @param wanted as what they are read
   */
  void choose(List<String> columns, Wanted wanted) throws IOException;

  /**
   * The cells of the next row, in the order of the chosen columns: words, truth values, or null for
   * nothing; waits for the row.
   *
   * @return null at the end
   * @throws IOException if nothing can be read
   * @throws dev.carousel.error.CarouselException if it is no row of the table; the feed cannot go
   *     on
   */
  @Nullable Object @Nullable [] next() throws IOException;

  /** Where the row is that was read last: {@code standard input, line 7}. */
  String where();

  /** Whether they are lines of JSON; else cells with separators. */
  boolean isJson();

  @Override
  void close() throws IOException;
}
