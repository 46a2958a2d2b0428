package dev.carousel.data.source.jsonl;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Unreadable;
import java.io.IOException;

/**
 * Reads lines of JSON in UTF-8: an object for each row, whose names are the columns.
 *
 * <ul>
 *   <li>Values are numbers, strings, {@code true}, {@code false} and {@code null}. Objects and
 *       lists are refused, except in columns that are skipped.
 *   <li>{@code true} and {@code false} are 1 and 0, or words in a column of text.
 *   <li>A cell is missing if its name is absent, or its value is {@code null}, {@code NaN}, or a
 *       string that stands for a missing cell in a {@linkplain
 *       dev.carousel.data.source.csv.CsvSource table}.
 *   <li>A string is text, or a time, whatever it looks like; in a column that is wanted as numbers,
 *       it is read as a number.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonLinesSource implements FrameSource {
  static final String LESS = "fewer rows, or fewer of its columns";

  private final long heap;

  private JsonLinesSource(long heap) {
    this.heap = heap;
  }

  /** A source of lines of JSON. */
  public static JsonLinesSource create() {
    return new JsonLinesSource(Runtime.getRuntime().maxMemory());
  }

  /** For tests: as if the heap could have so many bytes. */
  JsonLinesSource withHeap(long bytes) {
    return new JsonLinesSource(bytes);
  }

  @Override
  public FrameReading read(SourceInput input, Wanted wanted) {
    input.path().ifPresent(path -> Unreadable.requireFile("table", path));
    try {
      return new JsonLinesReader(input, wanted, heap).read();
    } catch (OutOfMemoryError full) {
      long bytes = input.path().map(DataMemory::size).orElse(0L);
      throw DataMemory.tooLarge("table", input, bytes, heap, heap, LESS, full);
    } catch (IOException e) {
      throw Unreadable.because(input, e);
    }
  }
}
