package dev.carousel.engine;

import dev.carousel.error.CarouselException;

/**
 * The settings of an engine. Threads, kept steps and the expected work change no bit of any result;
 * the format of the weights does.
 *
 * @param threads the number of threads to run on, at least 1
 * @param keptSteps the number of steps whose values a forward pass keeps at a time for the backward
 *     pass; 0 for all. The backward pass runs the other steps forward again, from states kept at
 *     intervals (Chen et al., 2016). That takes less memory and about a third more time. An engine
 *     may keep more.
 * @param weights the format of the weights; other than {@link WeightFormat#FLOAT32} for predictions
 *     alone, as the backward pass is then refused
 * @param multiplications about how many multiplications of a weight with a number the engine will
 *     make in all its life, or {@link #UNKNOWN}; where they are few, the engine runs on kernels
 *     that start faster
 */
public record EngineSettings(
    int threads, int keptSteps, WeightFormat weights, long multiplications) {
  /** The number of multiplications is not known beforehand; the engine is then ready for many. */
  public static final long UNKNOWN = Long.MAX_VALUE;

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
    if (multiplications < 0) {
      throw CarouselException.usage("An engine cannot make fewer than no multiplications.")
          .expected("at least 0, or EngineSettings.UNKNOWN")
          .found(multiplications)
          .build();
    }
  }

  /** The same for as many multiplications as it takes. */
  public EngineSettings(int threads, int keptSteps, WeightFormat weights) {
    this(threads, keptSteps, weights, UNKNOWN);
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
    return new EngineSettings(threads, keptSteps, format, multiplications);
  }

  /**
   * The same for a network that is run forward for a known number of steps, all sequences together.
   *
   * @param steps at least 0
   * @param weights how many a step multiplies; all elements of its parameters are enough
   */
  public EngineSettings expecting(long steps, long weights) {
    long high = Math.multiplyHigh(steps, weights);
    return new EngineSettings(
        threads,
        keptSteps,
        this.weights,
        high == 0 && steps * weights >= 0 ? steps * weights : UNKNOWN);
  }
}
