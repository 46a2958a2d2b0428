package dev.carousel.spark.rounds;

import dev.carousel.error.CarouselException;

/**
 * How long tasks train between two meetings.
 *
 * @param tasks at the same time, each on its own range of the data
 * @param updates of each task in a round; DiLoCo (Douillard et al., 2023) made 50 to 500
 * @param rounds how many
 */
public record RoundsPlan(int tasks, long updates, int rounds) {
  /** Checks the numbers. */
  public RoundsPlan {
    Tasks.require(tasks);
    if (updates < 1 || rounds < 1) {
      throw CarouselException.usage("The number of rounds, or of updates in one, is out of range.")
          .expected("at least 1 round of at least 1 update")
          .found(rounds + " rounds of " + updates + " updates")
          .build();
    }
  }
}
