package dev.carousel.data.source.npy;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Unreadable;
import java.io.IOException;

/**
 * Reads an array that {@code numpy.save} wrote. It has the name {@code x}: an array of shape [N]
 * becomes the column x; one of shape [N, F] becomes the columns x_0, x_1 and so on; one of shape
 * [N, T, F] becomes N sequences of T rows each, with their numbers in the column {@code group}.
 *
 * <p>Elements are floats of 16, 32 or 64 bits, whole numbers, true and false (1 and 0), or text;
 * NaN and empty texts are missing cells. Whole numbers beyond 2^53 are rounded. Arrays of Python
 * objects are refused: only Python can read them.
 *
 * <p>Immutable and thread-safe.
 */
public final class NpySource implements FrameSource {
  /** The name of the array, which the file does not tell. */
  private static final String ARRAY = "x";

  private final long heap;

  private NpySource(long heap) {
    this.heap = heap;
  }

  /** A source of one array. */
  public static NpySource create() {
    return new NpySource(Runtime.getRuntime().maxMemory());
  }

  /** For tests: as if the heap could have so many bytes. */
  NpySource withHeap(long bytes) {
    return new NpySource(bytes);
  }

  @Override
  public FrameReading read(SourceInput input, Wanted wanted) {
    input.path().ifPresent(path -> Unreadable.requireFile("file of one array", path));
    try {
      return new NpyReader(input, wanted, heap).readOne(ARRAY);
    } catch (OutOfMemoryError full) {
      long bytes = input.path().map(DataMemory::size).orElse(0L);
      throw DataMemory.tooLarge("file", input, bytes, heap, heap, NpyReader.LESS, full);
    } catch (IOException e) {
      throw Unreadable.because(input, e);
    }
  }
}
