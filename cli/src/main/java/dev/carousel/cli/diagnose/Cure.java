package dev.carousel.cli.diagnose;

import dev.carousel.flow.diagnosis.Rule;

/**
 * A cure that was tried, on the same data with the same seed and for as many updates.
 *
 * @param cell of the network that it was tried on
 * @param rule what it is against
 * @param change what was changed
 * @param measure what it promised to better
 * @param before that quantity without it; NaN if it could not be measured
 * @param after that quantity with it
 * @param improved whether it went the way that was promised
 * @param lossBefore the validation loss without it
 * @param lossAfter the validation loss with it
 */
record Cure(
    String cell,
    Rule rule,
    Change change,
    Measure measure,
    double before,
    double after,
    boolean improved,
    double lossBefore,
    double lossAfter) {

  /** What a cure may promise to better. */
  enum Measure {
    /** The growth per step of the best state of the worst layer, nearer to zero from below. */
    FADING("growth per step", "nats per step"),
    /** The growth per step of the state that grows fastest, smaller. */
    GROWING("growth per step", "nats per step"),
    /** The longest time-scale, longer. */
    TIME_SCALE("longest time-scale", "steps"),
    /** The largest norm of a gradient that reached the optimizer, smaller. */
    LARGEST_UPDATE("largest gradient that reached the optimizer", "norm");

    private final String words;
    private final String unit;

    Measure(String words, String unit) {
      this.words = words;
      this.unit = unit;
    }

    String words() {
      return words;
    }

    String unit() {
      return unit;
    }
  }
}
