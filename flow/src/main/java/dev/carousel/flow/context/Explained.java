package dev.carousel.flow.context;

import org.jspecify.annotations.Nullable;

/**
 * What a signal at a lag explains of residuals: of symbols the mean in each bin, of numbers a line
 * in each bin.
 *
 * @param gain the sum of squares that it takes away
 * @param size dimensions of the residuals
 * @param means by bin and dimension
 * @param slopes by bin and dimension; zeros for symbols
 * @param centers of the numbers, by bin
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record Explained(double gain, int size, double[] means, double[] slopes, double[] centers) {
  /** Below this share of its squares a spread is rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * Fits.
   *
   * @param back how many steps before the last step read, from 0
   * @param residuals of each place, {@code [places, size]}
   * @param order which place's residuals stand for those of each place; null for its own
   */
  static Explained of(
      Positions positions,
      Signal signal,
      int back,
      double[] residuals,
      int size,
      int @Nullable [] order) {
    Sums sums = new Sums(signal.count(), size);
    for (int i = 0; i < positions.count(); i++) {
      int at = positions.at(i, back);
      if (at >= 0) {
        sums.add(signal, at, residuals, (order == null ? i : order[i]) * size);
      }
    }
    return sums.explained();
  }

  /** Takes what is explained out of the residuals. */
  void takeFrom(Positions positions, Signal signal, int back, double[] residuals) {
    float[] values = signal.values();
    for (int i = 0; i < positions.count(); i++) {
      int at = positions.at(i, back);
      for (int k = 0; at >= 0 && k < size; k++) {
        int bin = signal.bins()[at];
        double line = values == null ? 0 : slopes[bin * size + k] * (values[at] - centers[bin]);
        residuals[i * size + k] -= line + means[bin * size + k];
      }
    }
  }

  /** What is summed up over places, by bin. */
  private static final class Sums {
    private final int size;
    private final double[] residuals;
    private final double[] products;
    private final double[] numbers;
    private final double[] squares;
    private final int[] counts;

    Sums(int bins, int size) {
      this.size = size;
      residuals = new double[bins * size];
      products = new double[bins * size];
      numbers = new double[bins];
      squares = new double[bins];
      counts = new int[bins];
    }

    void add(Signal signal, int at, double[] from, int first) {
      int bin = signal.bins()[at];
      counts[bin]++;
      for (int k = 0; k < size; k++) {
        residuals[bin * size + k] += from[first + k];
      }
      float[] values = signal.values();
      if (values != null) {
        double value = values[at];
        numbers[bin] += value;
        squares[bin] += value * value;
        for (int k = 0; k < size; k++) {
          products[bin * size + k] += value * from[first + k];
        }
      }
    }

    Explained explained() {
      double[] means = new double[residuals.length];
      double[] slopes = new double[residuals.length];
      double[] centers = new double[counts.length];
      double gain = 0;
      for (int bin = 0; bin < counts.length; bin++) {
        int count = counts[bin];
        centers[bin] = count == 0 ? 0 : numbers[bin] / count;
        double spread = squares[bin] - numbers[bin] * centers[bin];
        for (int i = bin * size; count > 0 && i < (bin + 1) * size; i++) {
          means[i] = residuals[i] / count;
          gain += residuals[i] * means[i];
          if (count > 2 && spread > ROUNDING * squares[bin]) {
            slopes[i] = (products[i] - centers[bin] * residuals[i]) / spread;
            gain += slopes[i] * slopes[i] * spread;
          }
        }
      }
      return new Explained(gain, size, means, slopes, centers);
    }
  }
}
