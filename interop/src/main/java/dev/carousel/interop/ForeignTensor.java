package dev.carousel.interop;

import dev.carousel.error.CarouselException;
import dev.carousel.io.DType;

/**
 * A tensor of a {@link ForeignFile}, whose elements are read when they are asked for: a large file
 * need not be in memory twice. Used by one thread.
 */
public interface ForeignTensor {
  /** Its name in the file. */
  String name();

  /** Its extents, a copy. */
  int[] shape();

  /** The type of its elements in the file. */
  DType dtype();

  /** The number of its elements. */
  default long elements() {
    long elements = 1;
    for (int extent : shape()) {
      elements *= extent;
    }
    return elements;
  }

  /**
   * Reads elements.
   *
   * @param first the index of the first, row-major
   * @param into where they go, from its beginning, exactly; whole numbers beyond 2^53 are rounded
   * @param count how many, at most the length of {@code into}
   * @throws CarouselException if the file cannot be read
   */
  void read(long first, double[] into, int count);
}
