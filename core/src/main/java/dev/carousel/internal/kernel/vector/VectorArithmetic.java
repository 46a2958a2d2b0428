package dev.carousel.internal.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Operations that the machine has instructions for: sums, products, quotients, roots, bounds and
 * signs of a vector. {@link LoopWriter} writes them into loops.
 */
final class VectorArithmetic {
  private VectorArithmetic() {}

  static FloatVector all(float value) {
    return FloatVector.broadcast(VectorKernels.SPECIES, value);
  }

  static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(VectorKernels.SPECIES, from, at);
  }

  static void store(FloatVector x, float[] to, int at) {
    x.intoArray(to, at);
  }

  static FloatVector identity(FloatVector x) {
    return x;
  }

  static FloatVector linear(FloatVector x, float scale, float shift) {
    return all(scale).fma(x, all(shift));
  }

  static FloatVector sqrt(FloatVector x) {
    return x.lanewise(VectorOperators.SQRT);
  }

  static FloatVector abs(FloatVector x) {
    return x.abs();
  }

  /** 1, -1, or x itself: 0, -0 and NaN. */
  static FloatVector sign(FloatVector x) {
    return x.blend(1f, x.compare(VectorOperators.GT, 0f))
        .blend(-1f, x.compare(VectorOperators.LT, 0f));
  }

  static FloatVector relu(FloatVector x) {
    return x.max(0f);
  }

  static FloatVector reciprocal(FloatVector x) {
    return all(1f).div(x);
  }

  static FloatVector square(FloatVector x) {
    return x.mul(x);
  }

  static FloatVector add(FloatVector x, FloatVector y) {
    return x.add(y);
  }

  static FloatVector subtract(FloatVector x, FloatVector y) {
    return x.sub(y);
  }

  static FloatVector multiply(FloatVector x, FloatVector y) {
    return x.mul(y);
  }

  static FloatVector divide(FloatVector x, FloatVector y) {
    return x.div(y);
  }

  static FloatVector min(FloatVector x, FloatVector y) {
    return x.min(y);
  }

  static FloatVector max(FloatVector x, FloatVector y) {
    return x.max(y);
  }
}
