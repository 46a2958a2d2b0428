package dev.carousel.spark.rounds;

import dev.carousel.error.CarouselException;

/** How many tasks there are. */
final class Tasks {
  private Tasks() {}

  /**
   * @throws CarouselException if there are none
   */
  static void require(int tasks) {
    if (tasks < 1) {
      throw CarouselException.usage("The number of tasks is out of range.")
          .expected("at least 1")
          .found(tasks)
          .build();
    }
  }
}
