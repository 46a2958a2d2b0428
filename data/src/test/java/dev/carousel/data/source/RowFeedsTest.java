package dev.carousel.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.carousel.data.frame.RowFeed;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFeedsTest {
  private static final Wanted WANTED =
      Wanted.nothing().column("x", As.NUMBERS).column("s", As.TEXT);

  private static RowFeed feed(InputStream in) {
    try {
      return RowFeeds.open(SourceInput.of("pipe", in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RowFeed feed(String text) {
    return feed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** All rows of columns x and s. */
  private static List<String> rows(RowFeed feed) {
    try {
      feed.choose(List.of("x", "s"), WANTED);
      List<String> rows = new ArrayList<>();
      @Nullable Object[] row = feed.next();
      while (row != null) {
        rows.add(Arrays.toString(row));
        row = feed.next();
      }
      assertNull(feed.next());
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tablesAreWrittenInManyWays() {
    List<String> expected = List.of("[1.5, a b]", "[-2e3, c]");
    assertEquals(expected, rows(feed("x,s\n1.5,a b\n-2e3,c\n")));
    assertEquals(expected, rows(feed("\uFEFFs,x,more\r\na b, 1.5 ,\r\n\r\nc,-2e3,x\r\n")));
    assertEquals(expected, rows(feed("# remark\n\ns;x\n# more; of, it\n\"a b\";1,5\nc;-2e3")));
    assertEquals(expected, rows(feed("x\ts\n1.5\t\"a b\"\n-2e3\tc")));
    assertEquals(List.of("[1, a\n\"b\", c]"), rows(feed("x|s\n1|\"a\n\"\"b\"\", c\"\n")));
    assertEquals(
        expected,
        rows(
            feed(
                "{\"x\": 1.5, \"s\": \"a b\", \"m\": {\"n\": [1]}}\n"
                    + " {\"s\": \"c\", \"x\": -2e3}")));
    assertEquals(
        List.of("[true, null]", "[null, 7.50]"),
        rows(feed("{\"x\": true, \"s\": null}\n{\"s\": 7.50}")));
  }

  @Test
  void aRowIsThereAsSoonAsItsLineIs() throws IOException {
    // A stream that gives one byte at a time, and then must not be asked for more.
    String text = "x,s\n1,a\n2,b";
    InputStream bytes =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            if (at == text.length()) {
              throw new IllegalStateException("asked for more than was needed");
            }
            return text.charAt(at++);
          }

          @Override
          public int read(byte[] into, int from, int length) {
            into[from] = (byte) read();
            return 1;
          }
        };
    RowFeed feed = feed(bytes);
    feed.choose(List.of("x", "s"), WANTED);
    assertArrayEquals(new Object[] {"1", "a"}, Objects.requireNonNull(feed.next()));
    assertEquals("pipe, line 2", feed.where());
  }

  @Test
  void blankLinesOfOneColumnAreMissingCellsBetweenRows() throws IOException {
    RowFeed feed = feed("\nx\n\n1\n\n\n2\n\n");
    feed.choose(List.of("x"), WANTED);
    List<@Nullable Object> cells = new ArrayList<>();
    for (@Nullable Object[] row = feed.next(); row != null; row = feed.next()) {
      cells.add(row[0]);
    }
    assertEquals(Arrays.asList("1", null, null, "2"), cells);
    assertNull(feed.next(), "blank lines at the end are no rows, however often one asks");
  }

  @Test
  void wrongTablesAreRefusedWithTheirLine() {
    Refusal.of(() -> rows(feed("")), "The table is empty.");
    Refusal.of(() -> rows(feed("1,2\n3,4\n")), "The table has no header.", "pipe, line 1");
    Refusal.of(() -> rows(feed(",\n1,\"ab2\n")), "The table has no header.", "pipe, line 1");
    Refusal.of(() -> feed("{}\n{\"x\": 1}").names(), "The table has no column.", "found:    {}");
    Refusal.of(() -> rows(feed("x,x\n")), "Two columns of the table are named 'x'.");
    Refusal.of(() -> rows(feed("x,s\n1\n")), "wrong number of cells", "2 cells", "line 2");
    Refusal.of(() -> rows(feed("x,s\n1,\"a\n")), "quote of the table is not closed", "line 2");
    Refusal.of(
        () -> rows(feed("x;s\n1,5;a\n1.5;b\n")), "A number of the table has a point.", "line 3");
    Refusal.of(() -> rows(feed("x,s\n1,a\0\n")), "NUL");
    Refusal.of(
        () -> rows(feed("x,s\n1," + "a".repeat(1 << 22) + "\n")), "too long", "pipe, line 2");
    Refusal.of(() -> rows(feed("{\"x\": 1, \"x\": 2}")), "not a line of JSON", "line 1");
    Refusal.of(() -> rows(feed("{\"x\": {\"y\": 2}}")), "Column 'x'", "holds an object");
    assertNotNull(feed("x"));
  }
}
