package dev.carousel.data.source;

import dev.carousel.data.frame.RowFeed;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.internal.reading.StrictUtf8Input;
import dev.carousel.data.source.csv.CsvFeed;
import dev.carousel.data.source.jsonl.JsonLinesFeed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Opens feeds of rows. Stateless: may be used from several threads. */
public final class RowFeeds {
  private RowFeeds() {}

  /**
   * A feed of lines of JSON if the first character is a brace, and otherwise of a table of
   * separated values with a header; waits for it.
   *
   * @throws IOException if nothing can be read
   */
  public static RowFeed open(SourceInput input) throws IOException {
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
