package dev.carousel.flow.dynamics;

import dev.carousel.error.CarouselException;

/**
 * The settings of a measurement of Lyapunov exponents.
 *
 * @param exponents the number of the largest exponents to measure, at most the number of the
 *     state's elements
 * @param warmUp the number of steps, at the end of a sequence, that align the directions with those
 *     of the largest growth before anything is counted
 * @param interval the number of steps between two orthonormalisations
 * @param seed of the first directions
 */
public record LyapunovSettings(int exponents, int warmUp, int interval, long seed) {
  /** Checks the numbers. */
  public LyapunovSettings {
    require("number of Lyapunov exponents", exponents, 1);
    require("number of steps to warm up", warmUp, 0);
    require("number of steps between orthonormalisations", interval, 1);
  }

  /** The largest 8, after 20 steps, orthonormalised at every step. */
  public static LyapunovSettings standard() {
    return new LyapunovSettings(8, 20, 1, 1);
  }

  private static void require(String name, int value, int minimum) {
    if (value < minimum) {
      throw CarouselException.usage("The " + name + " is out of range.")
          .expected("at least " + minimum)
          .found(value)
          .build();
    }
  }
}
