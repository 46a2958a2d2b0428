package dev.carousel.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a sequence that are the rows of a chunk.
 *
 * @param steps T, those of the longest
 * @param lengths {@code [B]}, those of each
 */
@SuppressWarnings("ArrayRecordComponent") // made and used within one method
public record Stretches(int steps, int[] lengths) {
  /**
   * Stretches of these lengths.
   *
   * @param starts {@code [B]}, of which only the number counts here
   * @throws IllegalArgumentException if there are more or fewer starts than lengths
   */
  public static Stretches of(int[] starts, int[] lengths) {
    Sizes.require("lengths", lengths.length, starts.length);
    return new Stretches(Arrays.stream(lengths).max().orElse(0), lengths);
  }

  /** The number of stretches, B. */
  public int rows() {
    return lengths.length;
  }

  /** True for every real step, {@code [T, B]}; null if all are. */
  public boolean @Nullable [] mask() {
    if (Arrays.stream(lengths).allMatch(length -> length == steps)) {
      return null;
    }
    boolean[] mask = new boolean[Sizes.product(steps, rows())];
    for (int row = 0; row < rows(); row++) {
      for (int step = 0; step < lengths[row]; step++) {
        mask[step * rows() + row] = true;
      }
    }
    return mask;
  }

  /** What they are in a chunk, masked after their ends; no row is fresh. */
  public Chunk chunk(Inputs inputs, Targets targets) {
    return new Chunk(inputs, targets, mask(), new boolean[rows()]);
  }
}
