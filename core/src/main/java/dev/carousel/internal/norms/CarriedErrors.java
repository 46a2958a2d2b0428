package dev.carousel.internal.norms;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;

/**
 * Vectors over a layer's joint state, one for each row of {@link StepRows}: errors, before or after
 * they are carried back.
 *
 * @param states each {@code [T * B, size]}
 */
record CarriedErrors(NamedTensors states) {

  /** Zeros for a layer's states. */
  static CarriedErrors none(StepRows rows) {
    return new CarriedErrors(rows.before().like());
  }

  /**
   * Scales each error to norm 1 over all states together, or to zero if it is outside the range of
   * float32.
   */
  void normalize() {
    double[] norms = norms();
    for (int row = 0; row < norms.length; row++) {
      norms[row] = FloatRange.isWithin(norms[row]) ? 1 / norms[row] : 0;
    }
    scale(norms);
  }

  /** The norm of each row over all states together. */
  double[] norms() {
    double[] sums = new double[states.asMap().values().iterator().next().extent(0)];
    for (Tensor tensor : states.asMap().values()) {
      int size = tensor.extent(1);
      for (int row = 0; row < sums.length; row++) {
        for (int i = row * size; i < (row + 1) * size; i++) {
          sums[row] += tensor.get(i) * tensor.get(i);
        }
      }
    }
    for (int row = 0; row < sums.length; row++) {
      sums[row] = Math.sqrt(sums[row]);
    }
    return sums;
  }

  /** Multiplies each row by a factor; a row with factor 0 becomes zero, whatever its values. */
  void scale(double[] factors) {
    for (Tensor tensor : states.asMap().values()) {
      int size = tensor.extent(1);
      for (int row = 0; row < factors.length; row++) {
        for (int i = row * size; i < (row + 1) * size; i++) {
          tensor.set(i, factors[row] == 0 ? 0 : factors[row] * tensor.get(i));
        }
      }
    }
  }
}
