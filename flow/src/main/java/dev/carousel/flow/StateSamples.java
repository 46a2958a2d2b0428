package dev.carousel.flow;

import dev.carousel.data.Chunk;
import dev.carousel.experiments.statistics.Estimate;
import dev.carousel.flow.internal.Injection;
import dev.carousel.flow.internal.LagMean;
import dev.carousel.flow.internal.StepNorms;
import dev.carousel.flow.internal.Without;
import dev.carousel.internal.norms.FloatRange;
import dev.carousel.model.Layer;
import dev.carousel.norms.StateKey;
import dev.carousel.spi.GradientPath;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/** Collects the norms of one state's gradient by lag, and summarises them. */
final class StateSamples {
  /** A slope and its confidence interval need three points. */
  private static final int FEWEST_LAGS = 3;

  private static final double SIGNIFICANCE = 0.05;

  private final Layer layer;
  private final StateKey key;
  private final LagMean total;
  private final LagMean carousel;

  /** The total again, for each piece of data apart: samples of one are not independent. */
  private final Map<Long, LagMean> pieces = new LinkedHashMap<>();

  private int samples;
  private int overflowing;

  StateSamples(Layer layer, String state, int lag) {
    this.layer = layer;
    key = new StateKey(layer.name(), state);
    total = new LagMean(lag);
    carousel = new LagMean(lag);
  }

  Layer layer() {
    return layer;
  }

  private StateKey key() {
    return key;
  }

  /**
   * Adds one row's norms by lag, of the total gradient and of what came without a matrix product. A
   * row whose gradient is zero at lag 0 is ignored.
   *
   * @param piece of the data that the row is from
   */
  void add(long piece, double[] norms, double[] withoutProducts) {
    if (FloatRange.isWithin(norms[0])) {
      samples++;
      total.add(norms, norms[0]);
      pieces.computeIfAbsent(piece, p -> new LagMean(total.lags() - 1)).add(norms, norms[0]);
      carousel.add(withoutProducts, norms[0]);
    } else if (!(norms[0] < 1)) {
      overflowing++; // infinite, not a number, or beyond float32
    }
  }

  /**
   * Adds what an injected loss sends back.
   *
   * @param samples of all states of the network
   * @param piece of the data that each row is from
   */
  static void collect(Injection injection, List<StateSamples> samples, IntToLongFunction piece) {
    Chunk chunk = injection.chunk();
    List<StateKey> states = samples.stream().map(StateSamples::key).toList();
    Tensor injected = injection.injected();
    StepNorms total = new StepNorms(states, chunk.steps(), chunk.rows());
    injection.pass().backward(injected.copy(), Without.nothing(total));
    StepNorms carousel = new StepNorms(states, chunk.steps(), chunk.rows());
    injection
        .pass()
        .backward(injected, new Without(GradientPath.PRODUCTS, layer -> true, carousel));
    for (StateSamples state : samples) {
      if (state.layer.reverse() == injection.reverse()) {
        for (int row = 0; row < chunk.rows(); row++) {
          if (chunk.length(row) > 0) {
            state.add(
                piece.applyAsLong(row),
                injection.byLag(total.of(state.key), row),
                injection.byLag(carousel.of(state.key), row));
          }
        }
      }
    }
  }

  StateFlow report() {
    Growth growth = growth();
    Verdict verdict = growth == null ? verdictWithoutGrowth() : Verdict.of(growth);
    return new StateFlow(
        key.state(), total.means(), carouselMeans(), samples, growth, verdict, floor());
  }

  /** Where the gradient falls below the floor; the number of lags if it does not. */
  private int floor() {
    int lags = total.usableLags();
    return lags < total.lags() && total.isBelowFloor(lags) ? lags : total.lags();
  }

  /** Nothing that comes without a product is an answer, and not a gap. */
  private double[] carouselMeans() {
    double[] means = carousel.means();
    for (int lag = 0; lag < means.length; lag++) {
      means[lag] = carousel.isBelowFloor(lag) ? 0 : means[lag];
    }
    return means;
  }

  /**
   * The verdict without a slope: the gradient falls below the floor, or rises above the ceiling,
   * before three lags are measured, or already at lag 0 in most rows.
   */
  private Verdict verdictWithoutGrowth() {
    int lag = total.usableLags();
    if (overflowing > samples) {
      return Verdict.EXPLODING;
    }
    if (lag == 0 || lag == total.lags()) {
      return Verdict.UNMEASURED;
    }
    if (total.isBelowFloor(lag)) {
      return Verdict.VANISHING;
    }
    return total.isAboveCeiling(lag) ? Verdict.EXPLODING : Verdict.UNMEASURED;
  }

  private @Nullable Growth growth() {
    SimpleRegression line = line(total);
    if (line.getN() < FEWEST_LAGS) {
      return null;
    }
    double slope = line.getSlope();
    double halfWidth = line.getSlopeConfidenceInterval(SIGNIFICANCE);
    // A perfect line has no residual, and rounding may make it less than none.
    double width = Double.isNaN(halfWidth) ? 0 : halfWidth;
    return Growth.of(
        slope(slope), (int) line.getN(), new Growth.Misfit(slope - width, slope + width));
  }

  /** The slope with its sampling error over the pieces of data. */
  private Estimate slope(double slope) {
    double[] without =
        pieces.values().stream()
            .mapToDouble(piece -> line(total.without(piece)).getSlope())
            .toArray();
    // Without the one piece that reaches the second lag there is no slope.
    return DoubleStream.of(without).anyMatch(Double::isNaN)
        ? Estimate.jackknife(slope, slope)
        : Estimate.jackknife(slope, without);
  }

  /** Through the means at the lags that can be used of all samples. */
  private SimpleRegression line(LagMean mean) {
    SimpleRegression line = new SimpleRegression();
    for (int lag = 0; lag < total.usableLags(); lag++) {
      if (mean.isMeasured(lag)) {
        line.addData(lag, mean.log(lag));
      }
    }
    return line;
  }
}
