package dev.carousel.experiments.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A figure estimated from independent pieces of data, with its sampling error.
 *
 * @param value the estimate from all pieces together
 * @param standardError of the estimate, from the differences between pieces; NaN for fewer than two
 * @param pieces the number of independent pieces of data
 */
public record Estimate(double value, double standardError, int pieces) {
  private static final double LEVEL = 0.95;

  /** A mean of one number for each piece. */
  public static Estimate mean(double... perPiece) {
    return of(StatUtils.mean(perPiece), Math.sqrt(StatUtils.variance(perPiece)), perPiece.length);
  }

  /**
   * A mean of pieces.
   *
   * @param spread the standard deviation over pieces
   */
  public static Estimate of(double mean, double spread, int pieces) {
    return new Estimate(mean, pieces < 2 ? Double.NaN : spread / Math.sqrt(pieces), pieces);
  }

  /**
   * Any figure, by the jackknife (Tukey, 1958): its standard error follows from the figures without
   * each piece in turn. For a mean of pieces of the same size, it is the usual standard error.
   *
   * @param without the figure without each piece
   */
  public static Estimate jackknife(double value, double... without) {
    int pieces = without.length;
    double squares = StatUtils.populationVariance(without) * pieces;
    double error = Math.sqrt((pieces - 1.0) / pieces * squares);
    return new Estimate(value, pieces < 2 ? Double.NaN : error, pieces);
  }

  /**
   * An estimate from its confidence interval.
   *
   * @param low95 the lower end of its 95 % confidence interval
   */
  public static Estimate within(double value, double low95, double high95, int pieces) {
    return pieces < 2
        ? new Estimate(value, Double.NaN, pieces)
        : new Estimate(value, (high95 - low95) / (2 * quantile(pieces)), pieces);
  }

  /** The lower end of the 95 % confidence interval (Student's t over pieces); NaN if unknown. */
  public double low95() {
    return value - halfWidth();
  }

  /** The upper end of the 95 % confidence interval. */
  public double high95() {
    return value + halfWidth();
  }

  private double halfWidth() {
    return isTestable() ? quantile(pieces) * standardError : Double.NaN;
  }

  private static double quantile(int pieces) {
    return new TDistribution(pieces - 1).inverseCumulativeProbability((1 + LEVEL) / 2);
  }

  /** Whether its sampling error is known. */
  public boolean isTestable() {
    return pieces >= 2 && !Double.isNaN(standardError) && !Double.isNaN(value);
  }

  /**
   * The probability of a difference at least as large as that to another estimate, if both estimate
   * the same quantity (Welch's t-test, two-sided); NaN if a sampling error is unknown. If both
   * errors are 0, it is 1 for equal values and 0 for others.
   */
  public double pValue(Estimate other) {
    if (!isTestable() || !other.isTestable()) {
      return Double.NaN;
    }
    double a = standardError * standardError;
    double b = other.standardError * other.standardError;
    double difference = Math.abs(value - other.value);
    if (a + b == 0) {
      return difference == 0 ? 1 : 0;
    }
    double degrees = (a + b) * (a + b) / (a * a / (pieces - 1) + b * b / (other.pieces - 1));
    return 2 * new TDistribution(degrees).cumulativeProbability(-difference / Math.sqrt(a + b));
  }
}
