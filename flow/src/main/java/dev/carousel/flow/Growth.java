package dev.carousel.flow;

/**
 * The least-squares slope of ln(gradient) against lag.
 *
 * @param perStep the slope, in natural log per step: negative where the gradient fades
 * @param low95 the lower end of its 95 % confidence interval over independent pieces of data
 *     (jackknife, Student's t): where the slope would lie with other data of the same kind; NaN if
 *     there are fewer than two pieces
 * @param high95 the upper end
 * @param lags how many lags it was fitted to: those from 0 on where the gradient is above the floor
 *     of the arithmetic
 * @param pieces the independent pieces of data: rows of a stream, sequences of a task, or windows
 *     of a table that have no step in common
 * @param misfit how far the curve bends away from the line
 */
public record Growth(
    double perStep, double low95, double high95, int lags, int pieces, Misfit misfit) {

  /**
   * Where the slope of a line through these very points may lie if they scatter about it at random
   * (Student's t on the residuals). It says how straight the curve is, and nothing about other
   * data.
   */
  public record Misfit(double low95, double high95) {}

  /** A slope of a straight line, from one piece for each lag. */
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
