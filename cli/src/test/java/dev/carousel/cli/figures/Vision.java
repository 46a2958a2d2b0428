package dev.carousel.cli.figures;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How colours are seen: with three kinds of cones, or without one of them (Machado, Oliveira and
 * Fernandes, 2009, at full severity).
 */
enum Vision {
  NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
  PROTANOPIA(
      0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
  DEUTERANOPIA(
      0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
  TRITANOPIA(
      1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

  private final List<Double> matrix;

  Vision(double... matrix) {
    this.matrix = IntStream.range(0, matrix.length).mapToObj(i -> matrix[i]).toList();
  }

  /** The least difference between two of these colours, as CIE 1976 defines it. */
  double leastDifference(List<String> colours) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < colours.size(); i++) {
      for (int j = 0; j < i; j++) {
        double[] a = lab(colours.get(i));
        double[] b = lab(colours.get(j));
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
          sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        least = Math.min(least, Math.sqrt(sum));
      }
    }
    return least;
  }

  private double[] lab(String colour) {
    double[] light = new double[3];
    for (int i = 0; i < light.length; i++) {
      double share = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      light[i] = share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
    double[] seen = new double[3];
    for (int i = 0; i < seen.length; i++) {
      double sum = 0;
      for (int j = 0; j < light.length; j++) {
        sum += matrix.get(3 * i + j) * light[j];
      }
      seen[i] = Math.max(0, Math.min(1, sum));
    }
    double x = root((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
    double y = root(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    double z = root((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double value) {
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
  }
}
