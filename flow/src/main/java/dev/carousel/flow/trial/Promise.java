package dev.carousel.flow.trial;

/**
 * What a change promised to better, beside the loss.
 *
 * @param name of the quantity
 * @param unit of it
 * @param isMoreBetter whether it was to become larger; else smaller
 * @param figures by seed. A figure without the change that is infinite in the direction away from
 *     the promise stands for one that was too bad to be measured
 */
public record Promise(String name, String unit, boolean isMoreBetter, PairedDifference figures) {

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
    if (Double.isNaN(pValue) || figures.pairs() < Judge.FEWEST_SEEDS) {
      return Outcome.NOT_MEASURED;
    }
    if (pValue >= Judge.LEVEL) {
      return Outcome.NO_DIFFERENCE;
    }
    return figures.mean() > 0 == isMoreBetter ? Outcome.BETTER : Outcome.WORSE;
  }

  /** Whether it could be measured with no seed before and with every seed after. */
  private boolean isRecovered() {
    double worst = isMoreBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return figures.seeds() >= Judge.FEWEST_SEEDS
        && figures.before().stream().allMatch(figure -> figure == worst)
        && figures.after().stream().allMatch(figure -> Double.isFinite(figure));
  }
}
