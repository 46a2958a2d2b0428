package dev.carousel.engine;

/**
 * The size and kind of a run, for estimating memory.
 *
 * @param steps T
 * @param rows B
 * @param symbols whether it reads symbols, not vectors
 * @param trains whether it also runs backward
 * @param keptSteps as {@link EngineSettings#keptSteps}, 0 for all
 */
public record PassSize(int steps, int rows, boolean symbols, boolean trains, int keptSteps) {
  /** The same run of a layer that reads vectors. */
  public PassSize ofVectors() {
    return new PassSize(steps, rows, false, trains, keptSteps);
  }
}
