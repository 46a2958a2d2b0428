package dev.carousel.data.internal.reading;

import dev.carousel.error.CarouselException;
import dev.carousel.error.HeapWords;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before it is read, a file whose data cannot fit into the heap. The amount is estimated
 * from the files' sizes and their first kilobytes.
 *
 * @param what the file is called
 * @param isUnit whether a byte of the file ends or begins one of the things that take memory
 * @param unitBytes the memory of one of them while the data are in use
 * @param less what to read instead
 */
public record DataMemory(String what, IntPredicate isUnit, int unitBytes, String less) {
  private static final int SAMPLE = 1 << 16;

  /**
   * Reads, if it can fit.
   *
   * @param name of the whole, for errors
   * @param heap the most bytes that the heap may have
   * @throws CarouselException if it cannot fit, or did not
   */
  public <T> T read(Object name, List<Path> files, long heap, Supplier<T> reader) {
    long bytes = files.stream().mapToLong(DataMemory::size).sum();
    long needed = unitBytes * units(files, bytes);
    if (needed > heap) {
      throw tooLarge(what, name, bytes, needed, heap, less, null);
    }
    try {
      return reader.get();
    } catch (OutOfMemoryError full) {
      throw tooLarge(what, name, bytes, Math.max(needed, heap), heap, less, full);
    }
  }

  /**
   * The error that something does not fit.
   *
   * @param what it is called: {@code table}
   * @param bytes the size of its files; 0 if it is not known
   * @param needed its estimated memory
   * @param less what to read instead
   * @param cause null if it was not tried
   */
  public static CarouselException tooLarge(
      String what,
      Object name,
      long bytes,
      long needed,
      long heap,
      String less,
      @Nullable Throwable cause) {
    String size = HeapWords.bytes(bytes);
    return CarouselException.failure("The " + what + " does not fit into memory.")
        .expected("data that fits into a heap of at most " + HeapWords.bytes(heap))
        .found(
            (bytes == 0 ? "data" : size)
                + ", which takes about "
                + HeapWords.bytes(needed)
                + " once it is read")
        .where(name)
        .mend(
            less
                + (needed > heap && bytes > 0
                    ? " (about " + HeapWords.bytes((long) (0.6 * heap / needed * bytes)) + ")"
                    : "")
                + ", or "
                + HeapWords.largerHeap((long) (1.5 * needed)))
        .cause(cause)
        .build();
  }

  /** How many units all files have, if the others are like the beginning of the largest. */
  private long units(List<Path> files, long bytes) {
    Path largest = files.stream().max((a, b) -> Long.compare(size(a), size(b))).orElse(null);
    if (largest == null || bytes <= SAMPLE) {
      return bytes;
    }
    try {
      InputFiles.requireNoDevice(largest);
      try (InputStream in = Files.newInputStream(largest)) {
        byte[] sample = in.readNBytes(SAMPLE);
        long units = 0;
        for (byte b : sample) {
          units += isUnit.test(b) ? 1 : 0;
        }
        return sample.length == 0 ? 0 : (long) ((double) bytes * units / sample.length);
      }
    } catch (IOException unreadable) {
      return 0; // reading will say so, with the reason
    }
  }

  /** The size of a file; 0 if it is none, or not known. */
  public static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
