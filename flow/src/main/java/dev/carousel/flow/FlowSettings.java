package dev.carousel.flow;

import dev.carousel.error.CarouselException;

/**
 * The settings of a gradient flow measurement.
 *
 * @param lag the longest lag, in steps
 * @param rows the number of sequences measured in parallel
 * @param ends the number of end points of each row, in different places of the data
 * @param seed of the order of the data
 * @param spectra whether to decompose the recurrent matrices too, which takes longer than
 *     everything else
 */
public record FlowSettings(int lag, int rows, int ends, long seed, boolean spectra) {
  /** The smallest longest lag: growth is the slope of a line through the gradient by lag. */
  public static final int LEAST_LAG = 2;

  /** Checks the numbers. */
  public FlowSettings {
    require("lag", lag, LEAST_LAG);
    require("number of rows", rows, 1);
    require("number of end points", ends, 1);
  }

  /** Settings with the spectra of the recurrent matrices. */
  public FlowSettings(int lag, int rows, int ends, long seed) {
    this(lag, rows, ends, seed, true);
  }

  /** 16 rows with 4 end points each: 64 samples. */
  public static FlowSettings ofLag(int lag) {
    return new FlowSettings(lag, 16, 4, 1);
  }

  private static void require(String name, int value, int minimum) {
    if (value < minimum) {
      throw CarouselException.usage(
              "The " + name + " to measure gradient flow over is out of " + "range.")
          .expected("at least " + minimum)
          .found(value)
          .build();
    }
  }
}
