package dev.carousel.flow.dynamics;

import org.apache.commons.math3.stat.StatUtils;

/**
 * The use of a gate, unit by unit (Karpathy, Johnson and Fei-Fei, 2015).
 *
 * @param gate the name under which the cell observes it
 * @param mean over steps and sequences
 * @param left the share of steps at which it is almost closed, below {@value #SHUT}
 * @param right the share at which it is almost open, above {@value #OPEN}
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record GateUse(String gate, double[] mean, double[] left, double[] right) {
  /** Below this a gate is saturated on its left. */
  public static final double SHUT = 0.1;

  /** Above this a gate is saturated on its right. */
  public static final double OPEN = 0.9;

  /** The share of all steps of all units at which the gate is saturated on either side. */
  public double saturated() {
    return StatUtils.mean(left) + StatUtils.mean(right);
  }

  /** The share of units that are below {@value #SHUT} at more than nine steps of ten. */
  public double unitsShut() {
    return Stuck.share(left);
  }
}
