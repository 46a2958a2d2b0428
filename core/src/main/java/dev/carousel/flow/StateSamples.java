package dev.carousel.flow;

import dev.carousel.model.Layer;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/** Gathers the norms of one state's gradient by lag, and sums them up. */
final class StateSamples {
  /** A slope and its confidence interval want three points. */
  private static final int FEWEST_LAGS = 3;

  private static final double SIGNIFICANCE = 0.05;

  private final Layer layer;
  private final StateKey key;
  private final LagMean total;
  private final LagMean carousel;
  private int samples;

  StateSamples(Layer layer, String state, int lag) {
    this.layer = layer;
    key = new StateKey(layer.name(), state);
    total = new LagMean(lag);
    carousel = new LagMean(lag);
  }

  Layer layer() {
    return layer;
  }

  StateKey key() {
    return key;
  }

  /**
   * Adds one row's norms by lag, of the total gradient and of what came without a matrix product. A
   * row whose gradient is zero at lag 0 has nothing to say.
   */
  void add(double[] norms, double[] withoutProducts) {
    if (LagMean.isWithin(norms[0])) {
      samples++;
      total.add(norms, norms[0]);
      carousel.add(withoutProducts, norms[0]);
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

  /** A gradient that falls below the floor before three lags are measured needs no slope. */
  private Verdict verdictWithoutGrowth() {
    int lag = total.usableLags();
    boolean isMeasured = lag > 0 && lag < total.lags();
    return isMeasured && total.isBelowFloor(lag) ? Verdict.VANISHING : Verdict.UNMEASURED;
  }

  private @Nullable Growth growth() {
    SimpleRegression line = new SimpleRegression();
    for (int lag = 0; lag < total.usableLags(); lag++) {
      line.addData(lag, total.log(lag));
    }
    if (line.getN() < FEWEST_LAGS) {
      return null;
    }
    double slope = line.getSlope();
    double halfWidth = line.getSlopeConfidenceInterval(SIGNIFICANCE);
    // A perfect line has no residual, and rounding may make it less than none.
    double width = Double.isNaN(halfWidth) ? 0 : halfWidth;
    return new Growth(slope, slope - width, slope + width, (int) line.getN());
  }
}
