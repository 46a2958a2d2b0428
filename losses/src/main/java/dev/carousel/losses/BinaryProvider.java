package dev.carousel.losses;

import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.Options;

/**
 * The log loss of an event with logit z, which happens ({@code t = 1}) or not ({@code t = 0}):
 *
 * <pre>
 *   softplus(z) - t z
 * </pre>
 *
 * Its gradient is {@code sigmoid(z) - t}. Each number to be predicted is an event of its own, so
 * several labels may hold at once. The prediction is the probability. As PyTorch's {@code
 * BCEWithLogitsLoss}. Targets must not be scaled.
 *
 * <p>Source: Bishop 2006, "Pattern recognition and machine learning", section 4.3.
 */
public final class BinaryProvider implements LossProvider {
  @Override
  public String id() {
    return "binary";
  }

  @Override
  public String description() {
    return "Log loss of numbers that are 0 or 1, each by itself: several labels at once";
  }

  @Override
  public Loss create(Options options) {
    return new BinaryLoss();
  }
}
