package dev.carousel.flow;

/**
 * The least-squares slope of ln(gradient) against lag.
 *
 * @param perStep the slope, in natural log per step: negative where the gradient fades
 * @param low95 the lower end of its 95 % confidence interval (Student's t on the residuals)
 * @param high95 the upper end
 * @param lags how many lags it was fitted to: those from 0 on where the gradient is above the floor
 *     of the arithmetic
 */
public record Growth(double perStep, double low95, double high95, int lags) {

  /** The lag at which the gradient has fallen to 1/e, in steps; infinite where it does not fall. */
  public double horizon() {
    return perStep < 0 ? -1 / perStep : Double.POSITIVE_INFINITY;
  }
}
