package dev.carousel.losses;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/**
 * Huber's loss of the error {@code e = y - t}:
 *
 * <pre>
 *   e^2 / 2                    if |e| at most delta
 *   delta (|e| - delta / 2)    otherwise
 * </pre>
 *
 * Its gradient is e, clipped to {@code [-delta, delta]}. As PyTorch's {@code HuberLoss}.
 *
 * <p>Source: Huber 1964, "Robust estimation of a location parameter".
 */
public final class HuberProvider implements LossProvider {
  @Override
  public String id() {
    return "huber";
  }

  @Override
  public String description() {
    return "Squared error up to delta, linear beyond, so that outliers matter less";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(
            "delta", 1, 1e-6, 1e6, "The error at which it becomes linear, in the scaled units"));
  }

  @Override
  public Loss create(Options options) {
    return new HuberLoss(options.real("delta"));
  }
}
