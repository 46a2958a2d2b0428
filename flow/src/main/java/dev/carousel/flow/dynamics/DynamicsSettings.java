package dev.carousel.flow.dynamics;

import dev.carousel.error.CarouselException;

/**
 * What to follow a network's states over.
 *
 * @param steps the number of steps of each sequence, T; sequences that are shorter are followed as
 *     far as they go
 * @param rows how many sequences
 * @param lyapunov how to measure Lyapunov exponents
 * @param seed of the order of the data
 */
public record DynamicsSettings(int steps, int rows, LyapunovSettings lyapunov, long seed) {
  /** Checks the numbers. */
  public DynamicsSettings {
    require("number of steps", steps);
    require("number of sequences", rows);
  }

  /** 8 sequences of so many steps. */
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
