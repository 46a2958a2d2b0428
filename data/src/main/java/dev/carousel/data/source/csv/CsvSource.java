package dev.carousel.data.source.csv;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Unreadable;
import java.io.IOException;

/**
 * Reads tables of separated values in UTF-8: a header of unique names, then rows with a cell for
 * each name.
 *
 * <ul>
 *   <li>What separates cells, and whether decimals follow a point or a comma, is found out from the
 *       first rows unless it is set.
 *   <li>A cell may be in double quotes, and then hold separators, line breaks, and quotes that are
 *       doubled. (RFC 4180) Spaces around a cell are removed.
 *   <li>A cell is missing if it is empty, {@code ?}, {@code NA}, or, in capitals or not, {@code
 *       NaN} or {@code null}.
 *   <li>Lines end with LF, CR or both. Blank lines are skipped; in a table with one column, those
 *       between two rows are missing cells. Lines that begin with {@code #} are comments.
 *   <li>A column without a name in the header is skipped.
 * </ul>
 *
 * <pre>{@code
 * FrameReading reading = CsvSource.sniffing().read(Path.of("load.csv"), Wanted.everything());
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvSource implements FrameSource {
  /** The most columns of a table: no network reads more at a step. */
  public static final int MOST_COLUMNS = 1 << 16;

  /** The longest row, in bytes. */
  public static final int LONGEST_ROW = 1 << 21;

  private final Settings settings;
  private final long heap;

  /** What the user set. */
  record Settings(Separator separator, Decimal decimal, boolean hasHeader, boolean hasComments) {}

  private CsvSource(Settings settings, long heap) {
    this.settings = settings;
    this.heap = heap;
  }

  CsvSource(Settings settings) {
    this(settings, Runtime.getRuntime().maxMemory());
  }

  /** A source that finds out the separator and the decimal mark; tables have a header. */
  public static CsvSource sniffing() {
    return new CsvSource(new Settings(Separator.AUTO, Decimal.AUTO, true, true));
  }

  /** A source of tab-separated values. */
  public static CsvSource tabSeparated() {
    return sniffing().separator(Separator.TAB);
  }

  /** The same for this separator. */
  public CsvSource separator(Separator separator) {
    return with(
        new Settings(separator, settings.decimal(), settings.hasHeader(), settings.hasComments()));
  }

  /** The same for decimals after this mark. */
  public CsvSource decimal(Decimal decimal) {
    return with(
        new Settings(settings.separator(), decimal, settings.hasHeader(), settings.hasComments()));
  }

  /** The same for tables that begin with the first row; columns are then named 1, 2 and so on. */
  public CsvSource withoutHeader() {
    return with(
        new Settings(settings.separator(), settings.decimal(), false, settings.hasComments()));
  }

  /** The same, but lines that begin with {@code #} are rows. */
  public CsvSource withoutComments() {
    return with(
        new Settings(settings.separator(), settings.decimal(), settings.hasHeader(), false));
  }

  private CsvSource with(Settings other) {
    return new CsvSource(other, heap);
  }

  /** For tests: as if the heap could have so many bytes. */
  CsvSource withHeap(long bytes) {
    return new CsvSource(settings, bytes);
  }

  @Override
  public FrameReading read(SourceInput input, Wanted wanted) {
    input.path().ifPresent(path -> Unreadable.requireFile("table", path));
    long bytes = input.path().map(DataMemory::size).orElse(0L);
    try {
      return new CsvReader(input, settings, wanted, heap).read();
    } catch (OutOfMemoryError full) {
      throw DataMemory.tooLarge("table", input, bytes, heap, heap, CsvFaults.LESS, full);
    } catch (IOException e) {
      throw Unreadable.because(input, e);
    }
  }
}
