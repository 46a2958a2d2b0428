package dev.carousel.data;

import dev.carousel.internal.checks.Sizes;

/**
 * What a network reads: T steps of B rows. Time-major: element (t, b) stands at index {@code t * B
 * + b}. Masked steps hold zeros, or any other valid values. The arrays are shared with whoever made
 * this, and must not be written to while it is used.
 */
public sealed interface Inputs {
  /** The number of steps, T. */
  int steps();

  /** The number of rows, B. */
  int rows();

  /** The size of one step's input, I: the numbers, or the size of the vocabulary. */
  int features();

  /**
   * One symbol at each step.
   *
   * @param steps T
   * @param rows B
   * @param features the size of the vocabulary
   * @param ids {@code [T, B]}, each at least 0 and less than {@code features}
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Symbols(int steps, int rows, int features, int[] ids) implements Inputs {
    /** Checks the size of the array. */
    public Symbols {
      Sizes.requireInputs(steps, rows, features);
      Sizes.require("ids", ids.length, Sizes.product(steps, rows));
    }
  }

  /**
   * Numbers at each step.
   *
   * @param steps T
   * @param rows B
   * @param features I
   * @param values {@code [T, B, I]}
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Values(int steps, int rows, int features, float[] values) implements Inputs {
    /** Checks the size of the array. */
    public Values {
      Sizes.requireInputs(steps, rows, features);
      Sizes.require("values", values.length, Sizes.product(steps, rows, features));
    }
  }
}
