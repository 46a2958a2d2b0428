package dev.carousel.data.source;

import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.StrictUtf8Input;
import dev.carousel.data.source.csv.CsvFeed;
import dev.carousel.data.source.jsonl.JsonLinesFeed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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

  /**
   * A feed of lines of JSON if the first character is a brace, and otherwise of a table of
   * separated values with a header; waits for it.
   *
   * @throws IOException if nothing can be read
   */
  static RowFeed open(SourceInput input) throws IOException {
    BufferedInputStream in = new BufferedInputStream(input.open());
    boolean isJson = firstOf(in) == '{';
    InputStream checked = new StrictUtf8Input(input.name(), null, in);
    return isJson ? new JsonLinesFeed(input, checked) : new CsvFeed(input, checked);
  }

  /** The first character, but for spaces and a byte-order mark. */
  private static int firstOf(InputStream in) throws IOException {
    int most = 64;
    in.mark(most);
    int first = in.read();
    for (int i = 1; i < most && (Character.isWhitespace(first) || first >= 0x80); i++) {
      first = in.read();
    }
    in.reset();
    return first;
  }
}
