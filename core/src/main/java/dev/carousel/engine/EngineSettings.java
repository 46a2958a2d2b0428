package dev.carousel.engine;

import dev.carousel.error.CarouselException;

/**
 * The settings of an engine. They change no bit of any result.
 *
 * @param threads the number of threads to run on, at least 1
 * @param keptSteps the number of steps whose values a forward pass keeps at a time for the backward
 *     pass; 0 for all. The backward pass runs the other steps forward again, from states kept at
 *     intervals (Chen et al., 2016). That takes less memory and about a third more time. An engine
 *     may keep more.
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

  /** This number of threads, and all steps kept. */
  public static EngineSettings threads(int threads) {
    return new EngineSettings(threads, 0);
  }
}
