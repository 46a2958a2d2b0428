package dev.carousel.losses;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.Arrays;
import java.util.List;

/**
 * The pinball loss of a quantile of level q, predicted as y:
 *
 * <pre>
 *   q (t - y)          if t is at least y
 *   (1 - q) (y - t)    otherwise
 * </pre>
 *
 * Its gradient is {@code -q} or {@code 1 - q}, and 0 at the kink. There is one output for each
 * level, and the loss is the mean over the levels. Outputs of neighbouring levels may cross; a
 * prediction puts them in order, which never makes the loss greater. The point is the quantile of
 * level 0.5; between two levels, quantiles are interpolated.
 *
 * <p>Source: Koenker and Bassett 1978, "Regression quantiles"; the order: Chernozhukov,
 * Fernandez-Val and Galichon 2010, "Quantile and probability curves without crossing".
 */
public final class QuantileProvider implements LossProvider {
  @Override
  public String id() {
    return "quantile";
  }

  @Override
  public String description() {
    return "Pinball loss: predicts quantiles, by default 10 %, 50 % and 90 %";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.reals(
            "levels",
            new double[] {0.1, 0.5, 0.9},
            0.0001,
            0.9999,
            "The levels of the quantiles, ascending"));
  }

  @Override
  public Loss create(Options options) {
    return new QuantileLoss(Arrays.stream(options.reals("levels")).boxed().toList());
  }
}
