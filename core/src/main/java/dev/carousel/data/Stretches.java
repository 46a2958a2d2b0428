package dev.carousel.data;

import dev.carousel.internal.checks.Sizes;
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
  public static Stretches of(int[] starts, int[] lengths) {
    Sizes.require("lengths", lengths.length, starts.length);
    return new Stretches(Arrays.stream(lengths).max().orElse(0), lengths);
  }

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
}
