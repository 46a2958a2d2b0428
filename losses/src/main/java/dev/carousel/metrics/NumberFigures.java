package dev.carousel.metrics;

/**
 * Figures of predicted numbers, in their own units; see {@link NumberMetrics}. Immutable and
 * thread-safe.
 *
 * @param predictions how many have a known truth
 * @param mae the mean absolute error
 * @param mse the mean squared error
 * @param rmse its root
 * @param r2 the coefficient of determination
 * @param mape the mean absolute percentage error, as a share
 * @param smape the symmetric one, from 0 to 2
 * @param mase the mean absolute scaled error; NaN if the naive error in the training data is not
 *     known
 */
public record NumberFigures(
    long predictions,
    double mae,
    double mse,
    double rmse,
    double r2,
    double mape,
    double smape,
    double mase) {
  /** A million per cent: further off only if a truth is 0, or next to it. */
  private static final double MOST_PERCENTAGE = 1e4;

  /**
   * The figures of some metrics.
   *
   * @param naive the mean absolute error of the naive forecast in the training data: {@link
   *     NaiveError#mean}
   */
  public static NumberFigures of(NumberMetrics metrics, double naive) {
    return new NumberFigures(
        metrics.count(),
        metrics.mae(),
        metrics.mse(),
        metrics.rmse(),
        metrics.r2(),
        metrics.mape(),
        metrics.smape(),
        naive > 0 ? metrics.mae() / naive : Double.NaN);
  }

  /**
   * Whether the percentage error says anything. A truth of 0 makes it huge, whatever the errors.
   */
  public boolean hasPercentage() {
    return mape < MOST_PERCENTAGE;
  }
}
