package dev.carousel.engine;

import dev.carousel.error.CarouselException;

/**
 * The settings of an engine. Threads and kept steps change no bit of any result; the format of the
 * weights does.
 *
 * @param threads the number of threads to run on, at least 1
 * @param keptSteps the number of steps whose values a forward pass keeps at a time for the backward
 *     pass; 0 for all. The backward pass runs the other steps forward again, from states kept at
 *     intervals (Chen et al., 2016). That takes less memory and about a third more time. An engine
 *     may keep more.
 * @param weights the format of the weights; other than {@link WeightFormat#FLOAT32} for predictions
 *     alone, as the backward pass is then refused
 */
public record EngineSettings(int threads, int keptSteps, WeightFormat weights) {
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

  /** These settings, and the weights as they are. */
  public EngineSettings(int threads, int keptSteps) {
    this(threads, keptSteps, WeightFormat.FLOAT32);
  }

  /** This number of threads, all steps kept, and the weights as they are. */
  public static EngineSettings threads(int threads) {
    return new EngineSettings(threads, 0);
  }

  /** The same with weights of another format. */
  public EngineSettings with(WeightFormat format) {
    return new EngineSettings(threads, keptSteps, format);
  }
}
