package dev.carousel.metrics;

/**
 * Metrics of predicted quantiles: the pinball loss of one level, and the coverage of an interval.
 * Constant memory. A prediction whose truth is NaN is left out; a metric of no predictions is NaN.
 * Used by one thread.
 */
public final class QuantileMetrics {
  private final double level;
  private long count;
  private long below;
  private double loss;

  /**
   * Of no predictions.
   *
   * @param level of the quantile, above 0 and below 1
   */
  public QuantileMetrics(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level is above 0 and below 1, but this is " + level);
    }
    this.level = level;
  }

  /**
   * Adds a prediction.
   *
   * @param truth t; NaN if it is missing
   * @param quantile y, in the same units
   */
  public void add(double truth, double quantile) {
    if (Double.isNaN(truth)) {
      return;
    }
    count++;
    below += truth <= quantile ? 1 : 0;
    loss += truth >= quantile ? level * (truth - quantile) : (1 - level) * (quantile - truth);
  }

  /** Adds all predictions of another, of the same level. */
  public void addAll(QuantileMetrics other) {
    count += other.count;
    below += other.below;
    loss += other.loss;
  }

  /** The mean pinball loss; scikit-learn's {@code mean_pinball_loss}. */
  public double pinball() {
    return loss / count;
  }

  /** The share of truths that do not exceed the quantile; its level, if it is calibrated. */
  public double share() {
    return (double) below / count;
  }

  /** The share of truths within intervals, their ends included. */
  public static final class Coverage {
    private long count;
    private long inside;
    private double width;

    /** Of no predictions. */
    public Coverage() {}

    /**
     * Adds a prediction.
     *
     * @param truth NaN if it is missing
     * @param low the lower end
     * @param high the upper end
     */
    public void add(double truth, double low, double high) {
      if (Double.isNaN(truth)) {
        return;
      }
      count++;
      inside += truth >= low && truth <= high ? 1 : 0;
      width += high - low;
    }

    /** Adds all predictions of another. */
    public void addAll(Coverage other) {
      count += other.count;
      inside += other.inside;
      width += other.width;
    }

    /** The share of truths inside. */
    public double share() {
      return (double) inside / count;
    }

    /** The mean width of the intervals. */
    public double width() {
      return width / count;
    }
  }
}
