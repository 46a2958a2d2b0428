package dev.carousel.flow.dynamics;

import java.util.Arrays;

/**
 * The use of a state.
 *
 * @param state its name
 * @param left for each unit, the share of steps at which it is below {@value #LOW}
 * @param right for each unit, the share at which it is above {@value #HIGH}
 * @param range for each unit, its largest value minus its smallest, over steps and sequences
 * @param norms by step, the mean of its Euclidean norm over the sequences that have that step
 * @param drift the slope per step of those norms over the later half of the steps of all sequences,
 *     as a share of their mean; above zero if the state keeps growing
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record StateUse(
    String state, double[] left, double[] right, double[] range, double[] norms, double drift) {
  /** Below this a state that a tanh bounds is saturated. */
  public static final double LOW = -0.9;

  /** Above this a state that a tanh bounds is saturated. */
  public static final double HIGH = 0.9;

  /** A unit whose value changes by less than this is dead. */
  public static final double STILL = 1e-6;

  /** The number of units that never move. */
  public long deadUnits() {
    return Arrays.stream(range).filter(moved -> moved < STILL).count();
  }

  /** Whether the state stays within the range of a tanh. */
  public boolean isBounded() {
    return norms[norms.length - 1] <= Math.sqrt(range.length);
  }

  /** The share of units beyond {@value #LOW} or {@value #HIGH} at more than nine steps of ten. */
  public double unitsSaturated() {
    double[] beyond = left.clone();
    for (int unit = 0; unit < beyond.length; unit++) {
      beyond[unit] += right[unit];
    }
    return Stuck.share(beyond);
  }
}
