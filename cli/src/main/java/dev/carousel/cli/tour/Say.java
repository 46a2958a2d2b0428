package dev.carousel.cli.tour;

import dev.carousel.flow.words.Numbers;

/** Numbers within sentences, and small sums over arrays. */
final class Say {
  private Say() {}

  /** As few digits as tell it: {@code 0.9}, {@code 2.7e-5}, {@code 13,781}. */
  static String number(double value) {
    double size = Math.abs(value);
    return size >= 1000 && size < 1e6 ? Numbers.grouped(Math.round(value)) : Numbers.ratio(value);
  }

  /** The Euclidean norm. */
  static double norm(double... vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** The norm of each vector. */
  static double[] norms(double[][] vectors) {
    double[] norms = new double[vectors.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = norm(vectors[i]);
    }
    return norms;
  }

  /** The largest difference, relative to the second number. */
  static double largestError(double[] measured, double[] expected) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double scale = Math.max(Math.abs(expected[i]), Double.MIN_NORMAL);
      largest = Math.max(largest, Math.abs(measured[i] - expected[i]) / scale);
    }
    return largest;
  }

  /** How a measured and a computed curve agree. */
  static String agreement(double error) {
    return error == 0 ? "exactly" : "to " + Numbers.scientific(Math.max(error, 1e-16));
  }
}
