package dev.carousel.flow.trial;

import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.experiments.statistics.PairedRules;

/**
 * A quantity that a change promised to improve, beside the loss.
 *
 * @param name of the quantity
 * @param unit of it
 * @param isMoreBetter whether it should become larger; otherwise smaller
 * @param isRatio whether its figures are positive and span decades, so that it is tested by ratios:
 *     on logarithms
 * @param figures by seed. An infinite figure without the change, away from the promise, means that
 *     it was too bad to be measured
 */
public record Promise(
    String name, String unit, boolean isMoreBetter, boolean isRatio, PairedDifference figures) {
  /** A promise that is tested by differences. */
  public Promise(String name, String unit, boolean isMoreBetter, PairedDifference figures) {
    this(name, unit, isMoreBetter, false, figures);
  }

  /** The outcome of a promise. */
  public enum Outcome {
    BETTER("better, as promised"),
    NO_DIFFERENCE("no significant change"),
    WORSE("worse"),
    NOT_MEASURED("not measured");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** The words in a report. */
    public String words() {
      return words;
    }
  }

  /**
   * The outcome.
   *
   * @param pValue of the paired test, corrected for the number of tests
   */
  Outcome outcome(double pValue) {
    if (isRecovered()) {
      return Outcome.BETTER;
    }
    if (Double.isNaN(pValue) || tested().pairs() < PairedRules.FEWEST_SEEDS) {
      return Outcome.NOT_MEASURED;
    }
    if (pValue >= PairedRules.LEVEL) {
      return Outcome.NO_DIFFERENCE;
    }
    return tested().mean() > 0 == isMoreBetter ? Outcome.BETTER : Outcome.WORSE;
  }

  /**
   * The tested values: the figures, or their logarithms, because the largest of figures that span
   * decades would dominate their mean and its error.
   */
  public PairedDifference tested() {
    return isRatio ? figures.logarithms() : figures;
  }

  /** Whether it could be measured for no seed before and for every seed after. */
  private boolean isRecovered() {
    double worst = isMoreBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return figures.seeds() >= PairedRules.FEWEST_SEEDS
        && figures.before().stream().allMatch(figure -> figure == worst)
        && figures.after().stream().allMatch(figure -> Double.isFinite(figure));
  }
}
