package dev.carousel.data.source.npy;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Unreadable;
import java.io.IOException;

/**
 * Reads the arrays that {@code numpy.savez} or {@code numpy.savez_compressed} wrote. All have the
 * same first size. An array {@code a} of shape [N] becomes the column a; one of shape [N, F]
 * becomes the columns a_0, a_1 and so on.
 *
 * <p>If one has the shape [N, T, F], there are N sequences of T steps, with a row for each step and
 * their numbers in the column {@code group}. Then an array of shape [N, T] is a column, and one of
 * shape [N] or [N, K], such as a label, is the same at all steps of a sequence.
 *
 * <p>Elements are as in {@link NpySource}. Sizes are checked before anything is allocated, so that
 * a small file cannot fill the memory.
 *
 * <p>Immutable and thread-safe.
 */
public final class NpzSource implements FrameSource {
  private final long heap;

  private NpzSource(long heap) {
    this.heap = heap;
  }

  /** A source of arrays. */
  public static NpzSource create() {
    return new NpzSource(Runtime.getRuntime().maxMemory());
  }

  /** For tests: as if the heap could have so many bytes. */
  NpzSource withHeap(long bytes) {
    return new NpzSource(bytes);
  }

  @Override
  public FrameReading read(SourceInput input, Wanted wanted) {
    input.path().ifPresent(path -> Unreadable.requireFile("file of arrays", path));
    try {
      return new NpyReader(input, wanted, heap).readZip();
    } catch (OutOfMemoryError full) {
      long bytes = input.path().map(DataMemory::size).orElse(0L);
      throw DataMemory.tooLarge("file", input, bytes, heap, heap, NpyReader.LESS, full);
    } catch (IOException e) {
      throw Unreadable.because(input, e);
    }
  }
}
