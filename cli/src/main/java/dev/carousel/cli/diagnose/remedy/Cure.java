package dev.carousel.cli.diagnose.remedy;

import dev.carousel.cli.diagnose.measured.Measure;
import dev.carousel.flow.diagnosis.Rule;

/**
 * A cure that was tried, on the same data with the same seed and for as many updates.
 *
 * @param cell of the network that it was tried on
 * @param rule what it is against
 * @param change what was changed
 * @param measure what it promised to better
 * @param before that quantity without it; NaN if it could not be measured
 * @param after that quantity with it; NaN if it could not be measured
 * @param lossBefore the validation loss without it
 * @param lossAfter the validation loss with it; infinite if that training was not finite
 */
public record Cure(
    String cell,
    Rule rule,
    Change change,
    Measure measure,
    double before,
    double after,
    double lossBefore,
    double lossAfter) {

  /** What became of a promise. */
  public enum Outcome {
    /** It was kept. */
    HELPED("helped"),
    /** It was not kept. */
    DID_NOT_HELP("did not help"),
    /** Without a figure before and after there is nothing to claim. */
    NOT_MEASURED("not measured");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * What became of it. A training that is not finite with the cure was not helped, whatever was
   * measured before it failed. A gradient that could not be measured at all and now can fades less.
   */
  public Outcome outcome() {
    if (lossAfter == Double.POSITIVE_INFINITY) {
      return Outcome.DID_NOT_HELP;
    }
    boolean isFound = measure == Measure.FADING && Double.isNaN(before);
    if (Double.isNaN(after) || (Double.isNaN(before) && !isFound)) {
      return Outcome.NOT_MEASURED;
    }
    return isFound || measure.isBetter(before, after) ? Outcome.HELPED : Outcome.DID_NOT_HELP;
  }
}
