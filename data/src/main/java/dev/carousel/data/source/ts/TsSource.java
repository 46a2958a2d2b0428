package dev.carousel.data.source.ts;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Unreadable;
import java.io.IOException;

/**
 * Reads the format {@code .ts} of the UEA and UCR archives of time series: attributes such as {@code
 * @classLabel true yes no}, then after {@code @data} a line for each series, with its dimensions
 * and its label between colons.
 *
 * <p>The frame has a row for each step of each series:
 *
 * <ul>
 *   <li>{@code series} and {@code step}, both from 0
 *   <li>{@code dim_0}, {@code dim_1} and so on: numbers; {@code ?} and {@code NaN} are missing
 *   <li>{@code class}, text, if there are class labels; or {@code target}, numbers, if there are
 *       target labels; the same at all steps of a series
 * </ul>
 *
 * <p>Series may have different lengths. Dimensions of one series that are shorter than others end
 * with missing cells. Values with time stamps are refused.
 *
 * <p>Immutable and thread-safe.
 */
public final class TsSource implements FrameSource {
  static final String LESS = "fewer series";

  /** The longest line, in bytes. */
  static final int LONGEST_LINE = 1 << 26;

  private final long heap;

  private TsSource(long heap) {
    this.heap = heap;
  }

  /** A source of such series. */
  public static TsSource create() {
    return new TsSource(Runtime.getRuntime().maxMemory());
  }

  /** For tests: as if the heap could have so many bytes. */
  TsSource withHeap(long bytes) {
    return new TsSource(bytes);
  }

  @Override
  public FrameReading read(SourceInput input, Wanted wanted) {
    input.path().ifPresent(path -> Unreadable.requireFile("file of series", path));
    try {
      return new TsReader(input, wanted, heap).read();
    } catch (OutOfMemoryError full) {
      long bytes = input.path().map(DataMemory::size).orElse(0L);
      throw DataMemory.tooLarge("file", input, bytes, heap, heap, LESS, full);
    } catch (IOException e) {
      throw Unreadable.because(input, e);
    }
  }
}
