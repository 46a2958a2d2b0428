package dev.carousel.engine;

import dev.carousel.error.CarouselException;

/**
 * How an engine is to work. No result depends on it, not one bit.
 *
 * @param threads the number of threads to run on, at least 1
 * @param keptSteps how many steps a forward pass keeps the values of, for the backward pass; it
 *     runs the others forward again, from states kept at every so many steps (Chen et al., 2016),
 *     which takes less memory and about a third more time. 0 keeps all. An engine may keep more.
 */
public record EngineSettings(int threads, int keptSteps) {
  /** Checks the numbers. */
  public EngineSettings {
    if (threads < 1) {
      throw CarouselException.usage("An engine needs at least one thread.").found(threads).build();
    }
    if (keptSteps < 0) {
      throw CarouselException.usage("The number of steps to keep (--recompute) is out of range.")
          .expected("at least 1, or 0 for all")
          .found(keptSteps)
          .build();
    }
  }

  /** So many threads, and all steps kept. */
  public static EngineSettings threads(int threads) {
    return new EngineSettings(threads, 0);
  }
}
