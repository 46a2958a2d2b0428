package dev.carousel.flow.trial;

/**
 * What a change promised to better, beside the loss.
 *
 * @param name of the quantity
 * @param unit of it
 * @param isMoreBetter whether it was to become larger; else smaller
 * @param isRatio whether its figures are positive and span decades, so that it is tested by ratios:
 *     on logarithms
 * @param figures by seed. A figure without the change that is infinite in the direction away from
 *     the promise stands for one that was too bad to be measured
 */
public record Promise(
    String name, String unit, boolean isMoreBetter, boolean isRatio, PairedDifference figures) {
  /** Of a quantity that is tested by differences. */
  public Promise(String name, String unit, boolean isMoreBetter, PairedDifference figures) {
    this(name, unit, isMoreBetter, false, figures);
  }

  /** How the quantity went. */
  public enum Outcome {
    BETTER("better, as promised"),
    NO_DIFFERENCE("no significant change"),
    WORSE("worse"),
    NOT_MEASURED("not measured");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** As a report says it. */
    public String words() {
      return words;
    }
  }

  /**
   * How it went.
   *
   * @param pValue of the paired test, corrected for the number of tests
   */
  Outcome outcome(double pValue) {
    if (isRecovered()) {
      return Outcome.BETTER;
    }
    if (Double.isNaN(pValue) || tested().pairs() < Judge.FEWEST_SEEDS) {
      return Outcome.NOT_MEASURED;
    }
    if (pValue >= Judge.LEVEL) {
      return Outcome.NO_DIFFERENCE;
    }
    return tested().mean() > 0 == isMoreBetter ? Outcome.BETTER : Outcome.WORSE;
  }

  /**
   * What is tested: the figures, or their logarithms. A mean of raw figures that span decades is
   * that of the largest alone, and so is its error.
   */
  public PairedDifference tested() {
    return isRatio ? figures.logarithms() : figures;
  }

  /** Whether it could be measured with no seed before and with every seed after. */
  private boolean isRecovered() {
    double worst = isMoreBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return figures.seeds() >= Judge.FEWEST_SEEDS
        && figures.before().stream().allMatch(figure -> figure == worst)
        && figures.after().stream().allMatch(figure -> Double.isFinite(figure));
  }
}
