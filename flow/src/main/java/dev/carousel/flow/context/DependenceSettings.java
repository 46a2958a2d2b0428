package dev.carousel.flow.context;

import dev.carousel.data.DataCodec;
import dev.carousel.error.CarouselException;

/**
 * The settings of a dependence measurement.
 *
 * @param longest the longest context, in steps
 * @param ahead the number of steps from the last step read to the target
 * @param places the maximum number of places
 * @param seed of the order of the data and of shuffling
 */
public record DependenceSettings(int longest, int ahead, int places, long seed) {
  /** Checks the numbers. */
  public DependenceSettings {
    require("longest context", longest, 1);
    require("number of steps ahead", ahead, 0);
    require("number of places", places, 1);
  }

  /** Up to 20,000 places. */
  public static DependenceSettings ofLongest(int longest, DataCodec codec, long seed) {
    return new DependenceSettings(longest, codec.ahead(), 20_000, seed);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw CarouselException.usage("The " + name + " to look for dependence with is out of range.")
          .expected("at least " + least)
          .found(value)
          .build();
    }
  }
}
