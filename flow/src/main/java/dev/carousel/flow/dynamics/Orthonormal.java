package dev.carousel.flow.dynamics;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;

/** Orthonormal sets of vectors, each a row of an array. */
final class Orthonormal {
  private Orthonormal() {}

  /** Random ones. */
  static double[][] random(int count, int size, RandomGenerator random) {
    double[][] vectors = new double[count][size];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, i -> random.nextGaussian());
    }
    logStretches(vectors);
    return vectors;
  }

  /**
   * Makes vectors orthonormal by the modified Gram-Schmidt method, applied twice because once is
   * not enough for nearly parallel vectors.
   *
   * @return the logarithm of each remaining norm: ln of the diagonal of R in QR
   */
  static double[] logStretches(double[][] vectors) {
    double[] logs = new double[vectors.length];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < vectors.length; i++) {
        for (int j = 0; j < i; j++) {
          subtract(vectors[i], dot(vectors[i], vectors[j]), vectors[j]);
        }
        double norm = Math.sqrt(dot(vectors[i], vectors[i]));
        logs[i] += Math.log(norm);
        scale(vectors[i], 1 / norm);
      }
    }
    return logs;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * vector[i];
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }
}
