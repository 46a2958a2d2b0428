package dev.carousel.flow.context;

import dev.carousel.error.CarouselException;

/**
 * The settings of a context measurement.
 *
 * @param longest the longest context, in steps
 * @param places the maximum number of places; fewer for a large network, or if the data has fewer
 * @param seed of the order of the data
 */
public record ContextSettings(int longest, int places, long seed) {
  /** Checks the numbers. */
  public ContextSettings {
    require("longest context", longest);
    require("number of places", places);
  }

  /** 512 places. */
  public static ContextSettings ofLongest(int longest, long seed) {
    return new ContextSettings(longest, 512, seed);
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw CarouselException.usage("The " + name + " to measure contexts with is out of range.")
          .expected("at least 1")
          .found(value)
          .build();
    }
  }
}
