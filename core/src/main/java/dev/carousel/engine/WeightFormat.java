package dev.carousel.engine;

import java.util.Locale;

/**
 * How an engine keeps the matrices that its layers multiply vectors with. The narrow formats are
 * for predictions: a step of one sequence reads every weight once, so it takes as long as the
 * memory needs to deliver them.
 *
 * <p>A narrow format rounds each weight, and nothing else. Sums, states, biases and all other
 * vectors stay float32, and each sum takes its terms in the same order. So an engine with narrow
 * weights gives exactly the bits of one with {@link #FLOAT32} that was given the rounded weights,
 * for any number of rows, steps and threads and any kernels. That holds for symbols and categories
 * too: what is looked up is a row of a rounded matrix, plus the bias.
 *
 * <p>A matrix is rounded as the engine multiplies by it: in {@link #INT8} the weights that make one
 * element of one product share a scale.
 */
public enum WeightFormat {
  /** 32 bits: the weights as they are. */
  FLOAT32,
  /**
   * 16 bits: the upper half of a float32, rounded to the nearest, a tie to the even one. The error
   * is at most 2^-8 of the weight, or 2^-134 if that is more. A weight within 2^-9 of the largest
   * float32 becomes infinite.
   */
  BF16,
  /**
   * 8 bits: {@code w = q * scale}, with a whole q from -127 to 127, and one scale for each output
   * of a product, {@code scale = max |w| / 127} over its weights. q is {@code w / scale} rounded to
   * the nearest, a tie to the even one; quotient and product are float32. The error is at most half
   * a scale, and 2^-21 of the largest weight for the rounding of float32. If one of these weights
   * is not finite, all of them become NaN.
   */
  INT8;

  /** As options, reports and errors say it: {@code bf16}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
