package dev.carousel.flow.dynamics;

import dev.carousel.error.CarouselException;
import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Measures Lyapunov exponents by repeated orthonormalisation (Benettin et al., 1980) of directions
 * carried by the Jacobian matrices of the joint state. For an LSTM this is {@code (h, c)} together,
 * since one of them alone does not describe the cell.
 *
 * <p>The directions are those of gradients, carried back from the last step to the first: {@code Q
 * <- J_t' Q}, {@code Q, R <- qr(Q)}, exponent i is the mean of {@code ln R_ii}. The product of all
 * Jacobian matrices has the same singular values as its transpose, so the exponents are also those
 * of the system forward in time.
 */
final class LyapunovMeter {
  private final LayerRecording recording;
  private final LyapunovSettings settings;
  private final int directions;

  private LyapunovMeter(LayerRecording recording, LyapunovSettings settings) {
    this.recording = recording;
    this.settings = settings;
    directions = Math.min(settings.exponents(), recording.stateSize());
  }

  /**
   * Measures along every row of a recording.
   *
   * @throws CarouselException if it has no more steps than the warm-up
   */
  static Lyapunov measure(LayerRecording recording, LyapunovSettings settings) {
    if (recording.steps() <= settings.warmUp()) {
      throw CarouselException.usage("The sequences are too short for Lyapunov exponents.")
          .expected("more than " + settings.warmUp() + " steps of warm-up, which are not counted")
          .found(recording.steps())
          .build();
    }
    return new LyapunovMeter(recording, settings).measure();
  }

  private Lyapunov measure() {
    int size = recording.stateSize();
    double[][][] vectors = new double[recording.rows()][][];
    for (int row = 0; row < vectors.length; row++) {
      var random = RandomStreams.stream(settings.seed(), "lyapunov/" + row);
      vectors[row] = Orthonormal.random(directions, size, random);
    }
    double[][] sums = new double[recording.rows()][directions];
    int end = recording.steps();
    int counted = 0;
    while (end > 0) {
      int from = Math.max(0, end - settings.interval());
      boolean counts = recording.steps() - end >= settings.warmUp();
      carry(vectors, from, end - from);
      for (int row = 0; row < vectors.length; row++) {
        double[] logs = Orthonormal.logStretches(vectors[row]);
        for (int i = 0; counts && i < directions; i++) {
          sums[row][i] += logs[i];
        }
      }
      counted += counts ? end - from : 0;
      end = from;
    }
    return summary(sums, counted);
  }

  /** Carries the directions of all rows back over some steps. */
  private void carry(double[][][] vectors, int from, int count) {
    double[][] all = Arrays.stream(vectors).flatMap(Arrays::stream).toArray(double[][]::new);
    double[][] before = JacobianProduct.transposed(recording, from, count, all);
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] = Arrays.copyOfRange(before, row * directions, (row + 1) * directions);
    }
  }

  private Lyapunov summary(double[][] sums, int counted) {
    double[] exponents = new double[directions];
    double[] spread = new double[directions];
    for (int i = 0; i < directions; i++) {
      double[] perRow = new double[sums.length];
      for (int row = 0; row < perRow.length; row++) {
        perRow[row] = sums[row][i] / counted;
      }
      exponents[i] = StatUtils.mean(perRow);
      spread[i] = perRow.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(perRow));
    }
    // Over few steps the directions need not have sorted themselves yet.
    int[] order =
        IntStream.range(0, directions)
            .boxed()
            .sorted((a, b) -> Double.compare(exponents[b], exponents[a]))
            .mapToInt(i -> i)
            .toArray();
    return new Lyapunov(
        IntStream.of(order).mapToDouble(i -> exponents[i]).toArray(),
        IntStream.of(order).mapToDouble(i -> spread[i]).toArray(),
        recording.stateSize(),
        counted,
        sums.length);
  }
}
