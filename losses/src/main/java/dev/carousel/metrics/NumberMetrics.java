package dev.carousel.metrics;

/**
 * Metrics of predicted numbers, for each of them by itself, with truth t and prediction y. Constant
 * memory. A prediction whose truth is NaN is left out; a metric of no predictions is NaN. Used by
 * one thread.
 *
 * <pre>{@code
 * NumberMetrics metrics = new NumberMetrics();
 * metrics.add(truth, prediction);
 * double error = metrics.mae();
 * }</pre>
 */
public final class NumberMetrics {
  private long count;
  private double absolute;
  private double squared;
  private double percentage;
  private double symmetric;
  private double mean;
  private double spread;

  /** Of no predictions. */
  public NumberMetrics() {}

  /**
   * Adds a prediction.
   *
   * @param truth t; NaN if it is missing
   * @param prediction y, in the same units
   */
  public void add(double truth, double prediction) {
    if (Double.isNaN(truth)) {
      return;
    }
    count++;
    double error = Math.abs(prediction - truth);
    absolute += error;
    squared += error * error;
    percentage += error / Math.max(Math.abs(truth), Math.ulp(1.0));
    double size = Math.abs(truth) + Math.abs(prediction);
    symmetric += size == 0 ? 0 : 2 * error / size;
    double before = truth - mean; // Welford, 1962: no cancellation
    mean += before / count;
    spread += before * (truth - mean);
  }

  /** Adds all predictions of another. The spread of the truths is that of Chan and others, 1979. */
  public void addAll(NumberMetrics other) {
    if (other.count == 0) {
      return;
    }
    double apart = other.mean - mean;
    double both = (double) count + other.count;
    spread += other.spread + apart * apart * (count * (other.count / both));
    mean += apart * (other.count / both);
    count += other.count;
    absolute += other.absolute;
    squared += other.squared;
    percentage += other.percentage;
    symmetric += other.symmetric;
  }

  /** The number of predictions with a known truth. */
  public long count() {
    return count;
  }

  /** The mean absolute error, {@code mean |y - t|}. */
  public double mae() {
    return absolute / count;
  }

  /** The mean squared error, {@code mean (y - t)^2}. */
  public double mse() {
    return squared / count;
  }

  /** The root of the mean squared error. */
  public double rmse() {
    return Math.sqrt(mse());
  }

  /**
   * The coefficient of determination, {@code 1 - sum (y - t)^2 / sum (t - mean t)^2}. If all truths
   * are equal, it is 1 if the predictions are perfect, and otherwise 0. NaN for fewer than two
   * predictions.
   */
  public double r2() {
    if (count < 2) {
      return Double.NaN;
    }
    if (spread == 0) {
      return squared == 0 ? 1 : 0;
    }
    return 1 - squared / spread;
  }

  /**
   * The mean absolute percentage error, {@code mean |y - t| / max(|t|, e)} with the machine epsilon
   * e, as a share: 0.1 is 10 %. A truth of 0 makes it huge.
   */
  public double mape() {
    return percentage / count;
  }

  /**
   * The symmetric mean absolute percentage error, {@code mean 2 |y - t| / (|y| + |t|)}, as a share
   * from 0 to 2; 0 where both are 0. (Makridakis, 1993)
   */
  public double smape() {
    return symmetric / count;
  }

  /**
   * The mean absolute scaled error: {@link #mae} divided by that of the naive forecast within the
   * training data. Below 1 is better than naive. (Hyndman and Koehler, 2006)
   *
   * @param naive of the training data
   * @return NaN if the naive error is 0 or unknown
   */
  public double mase(NaiveError naive) {
    double scale = naive.mean();
    return scale > 0 ? mae() / scale : Double.NaN;
  }
}
