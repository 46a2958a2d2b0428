package dev.carousel.flow.dynamics;

import dev.carousel.error.CarouselException;

/**
 * How to measure Lyapunov exponents.
 *
 * @param exponents how many of the largest ones; no more than the state has elements
 * @param warmUp how many steps, the last ones of a sequence, turn the directions towards those that
 *     grow most before anything is counted
 * @param interval how many steps lie between two orthonormalisations
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
