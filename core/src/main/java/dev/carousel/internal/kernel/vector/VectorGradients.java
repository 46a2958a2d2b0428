package dev.carousel.internal.kernel.vector;

import static dev.carousel.internal.kernel.vector.VectorArithmetic.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Derivatives of activations and bounds, made of the value of the function or of its argument.
 * {@link LoopWriter} writes them into loops.
 */
final class VectorGradients {
  private VectorGradients() {}

  static FloatVector tanhGradient(FloatVector x, FloatVector y) {
    return x.mul(y.neg().fma(y, all(1f)));
  }

  static FloatVector sigmoidGradient(FloatVector x, FloatVector y) {
    return x.mul(y).mul(all(1f).sub(y));
  }

  static FloatVector reluGradient(FloatVector x, FloatVector y) {
    return all(0f).blend(x, y.compare(VectorOperators.GT, 0f));
  }

  static FloatVector whereAtMost(FloatVector x, FloatVector y, FloatVector z) {
    return all(0f).blend(x, y.compare(VectorOperators.LE, z));
  }

  static FloatVector whereAbove(FloatVector x, FloatVector y, FloatVector z) {
    return all(0f).blend(x, y.compare(VectorOperators.GT, z));
  }
}
