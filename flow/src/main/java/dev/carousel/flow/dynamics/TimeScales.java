package dev.carousel.flow.dynamics;

/**
 * The time for which each unit of a state keeps an error on the path without matrix products, the
 * carousel.
 *
 * @param state its name
 * @param carry for each unit, the geometric mean over steps and sequences of the modulus of the
 *     factor that carries an error back by one step. For an LSTM's c, this is the forget gate
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record TimeScales(String state, double[] carry) {

  /**
   * For each unit, the lag in steps at which an error has fallen to 1/e, {@code -1 / ln(carry)}: 0
   * if nothing is carried, infinite if nothing is lost. Tallec and Ollivier (2018).
   */
  public double[] steps() {
    double[] steps = new double[carry.length];
    for (int unit = 0; unit < steps.length; unit++) {
      steps[unit] = carry[unit] < 1 ? -1 / Math.log(carry[unit]) : Double.POSITIVE_INFINITY;
    }
    return steps;
  }

  /** The longest of {@link #steps()}. */
  public double longest() {
    double longest = 0;
    for (double steps : steps()) {
      longest = Math.max(longest, steps);
    }
    return longest;
  }

  /** The share of units that keep an error for at least this number of steps. */
  public double shareOfAtLeast(double lag) {
    int count = 0;
    for (double steps : steps()) {
      count += steps >= lag ? 1 : 0;
    }
    return (double) count / carry.length;
  }
}
