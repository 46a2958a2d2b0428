package dev.carousel.flow.dynamics;

import dev.carousel.error.CarouselException;

/**
 * The settings of a measurement of a network's states.
 *
 * @param steps the number of steps of each sequence, T; shorter sequences are measured up to their
 *     end
 * @param rows the number of sequences
 * @param lyapunov how to measure Lyapunov exponents
 * @param seed of the order of the data
 */
public record DynamicsSettings(int steps, int rows, LyapunovSettings lyapunov, long seed) {
  /** Checks the numbers. */
  public DynamicsSettings {
    require("number of steps", steps);
    require("number of sequences", rows);
  }

  /** 8 sequences of this number of steps. */
  public static DynamicsSettings ofSteps(int steps) {
    return new DynamicsSettings(steps, 8, LyapunovSettings.standard(), 1);
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw CarouselException.usage("The " + name + " to measure states over is out of range.")
          .expected("at least 1")
          .found(value)
          .build();
    }
  }
}
