package dev.carousel.flow;

import dev.carousel.experiments.statistics.Estimate;

/**
 * The least-squares slope of ln(gradient) against lag.
 *
 * @param perStep the slope, in natural log per step: negative where the gradient fades
 * @param low95 the lower end of its 95 % confidence interval over independent pieces of data
 *     (jackknife, Student's t). It shows how other data of the same kind would differ; NaN for
 *     fewer than two pieces
 * @param high95 the upper end
 * @param lags the number of lags of the fit: those from 0 on at which the gradient is above the
 *     floor of the arithmetic
 * @param pieces the number of independent pieces of data: rows of a stream, sequences of a task, or
 *     windows of a table without common steps
 * @param misfit how far the curve deviates from the line
 */
public record Growth(
    double perStep, double low95, double high95, int lags, int pieces, Misfit misfit) {

  /**
   * The interval of the slope if the points scatter about the line at random (Student's t on the
   * residuals). It shows how straight the curve is, not how other data would differ.
   */
  public record Misfit(double low95, double high95) {}

  /** The slope of an exactly straight line. */
  public Growth(double perStep, double low95, double high95, int lags) {
    this(perStep, low95, high95, lags, lags, new Misfit(perStep, perStep));
  }

  /** A slope with its sampling error. */
  static Growth of(Estimate slope, int lags, Misfit misfit) {
    return new Growth(slope.value(), slope.low95(), slope.high95(), lags, slope.pieces(), misfit);
  }

  /** The slope with its sampling error, to be compared with another one. */
  public Estimate estimate() {
    return Estimate.within(perStep, low95, high95, pieces);
  }

  /** The lag at which the gradient has fallen to 1/e, in steps; infinite where it does not fall. */
  public double horizon() {
    return perStep < 0 ? -1 / perStep : Double.POSITIVE_INFINITY;
  }
}
