package dev.carousel.data;

import dev.carousel.error.CarouselException;
import java.util.Arrays;

/**
 * Checks of sizes that all sources of data share: of what a caller asks for, and of what is made of
 * it.
 */
public final class Sizes {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Sizes() {}

  /**
   * The product of extents, as the length of one Java array.
   *
   * @throws CarouselException if no Java array is that long
   * @throws IllegalArgumentException if an extent is negative
   */
  public static int product(int... extents) {
    long product = 1;
    for (int extent : extents) {
      if (extent < 0) {
        throw new IllegalArgumentException("negative extent in " + Arrays.toString(extents));
      }
      product *= extent;
      if (product > LARGEST_ARRAY) {
        throw CarouselException.failure("A chunk of this size does not fit into one Java array.")
            .expected("at most " + LARGEST_ARRAY + " elements")
            .found(Arrays.toString(extents) + " (steps, rows, features)")
            .mend("lower the batch size, the window or the chunk length (bptt)")
            .build();
      }
    }
    return (int) product;
  }

  /**
   * Refuses an array of the wrong length: a slip of the program, not of its user.
   *
   * @throws IllegalArgumentException if the numbers differ
   */
  public static void require(String name, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          name + " has " + found + " elements, expected " + expected);
    }
  }

  /**
   * Refuses inputs without a step, a row or a feature.
   *
   * @throws CarouselException if one of the numbers is less than 1
   */
  public static void requireInputs(int steps, int rows, int features) {
    requireAtLeast("number of steps", steps, 1);
    requireAtLeast("number of rows", rows, 1);
    requireAtLeast("number of features", features, 1);
  }

  /**
   * Refuses a request for chunks of no rows or no steps.
   *
   * @throws CarouselException if one of the numbers is less than 1
   */
  public static void requireChunk(int batch, int steps) {
    requireAtLeast("batch size", batch, 1);
    requireAtLeast("chunk length (bptt)", steps, 1);
  }

  /**
   * Refuses a number of the request that is too small.
   *
   * @param name what the number is, in the words of the message
   * @throws CarouselException if it is less than {@code least}
   */
  public static void requireAtLeast(String name, int found, int least) {
    if (found < least) {
      throw CarouselException.usage("The " + name + " is too small.")
          .expected("at least " + least)
          .found(found)
          .build();
    }
  }

  /**
   * How many of {@code length} elements train when the last {@code valid} of them validate.
   *
   * @param valid a share, at least 0 and less than 1
   * @throws CarouselException if the share is anything else
   */
  public static int trainingLength(int length, double valid) {
    if (!(valid >= 0 && valid < 1)) {
      throw CarouselException.usage("The validation share of the data is out of range.")
          .expected("at least 0 and less than 1; 0 for no validation set")
          .found(valid)
          .mend("0.1 is the default")
          .build();
    }
    return length - (int) Math.round(length * valid);
  }
}
