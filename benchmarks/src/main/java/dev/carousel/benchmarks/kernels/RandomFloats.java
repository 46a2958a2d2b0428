package dev.carousel.benchmarks.kernels;

import org.apache.commons.math3.random.RandomGenerator;

/** Arrays to compute with. */
final class RandomFloats {
  private RandomFloats() {}

  /** Normally distributed numbers. */
  static float[] draw(RandomGenerator random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
