package dev.carousel.metrics;

import java.util.Arrays;

/**
 * The mean absolute error of predicting the value of one season ago, {@code mean |t_i - t_(i -
 * m)|}: the scale of {@link NumberMetrics#mase}. Keeps one season. Used by one thread.
 */
public final class NaiveError {
  private final double[] season;
  private long seen;
  private long count;
  private double absolute;

  /**
   * Of no values.
   *
   * @param season the steps from one value to the one that it is predicted from, m; at least 1
   */
  public NaiveError(int season) {
    if (season < 1) {
      throw new IllegalArgumentException("a season has at least 1 step, but this " + season);
    }
    this.season = new double[season];
    Arrays.fill(this.season, Double.NaN);
  }

  /** Begins another series, whose values are not predicted from those before. */
  public void nextSeries() {
    Arrays.fill(season, Double.NaN);
    seen = 0;
  }

  /**
   * Adds the next value of the series.
   *
   * @param value NaN if it is missing
   */
  public void add(double value) {
    int place = (int) (seen++ % season.length);
    double error = Math.abs(value - season[place]);
    if (!Double.isNaN(error)) {
      absolute += error;
      count++;
    }
    season[place] = value;
  }

  /** The mean error; NaN if no value has one a season before it. */
  public double mean() {
    return absolute / count;
  }
}
