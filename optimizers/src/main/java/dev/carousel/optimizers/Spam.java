package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Spike-aware Adam, {@code spam}, with a method for each setting. For its rule, and the default and
 * bounds of each setting, see {@link SpamProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Spam extends Chosen<Optimizer> {
  private Spam(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static Spam usual() {
    return new Spam(Chosen.of(PluginKind.OPTIMIZER, new SpamProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static Spam withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public Spam step(double size) {
    return with("lr", size);
  }

  /** The share of the mean that is kept at each update. */
  public Spam beta1(double share) {
    return with("beta1", share);
  }

  /** The share of the mean square that is kept at each update. */
  public Spam beta2(double share) {
    return with("beta2", share);
  }

  /** The number added to the root in the denominator. */
  public Spam epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** The weight decay, outside the gradient. */
  public Spam weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** The maximum ratio of a squared gradient to its mean square. */
  public Spam threshold(double ratio) {
    return with("threshold", ratio);
  }

  /** The number of updates from one reset of the means to the next. */
  public Spam reset(int updates) {
    return with("reset", updates);
  }

  /** The number of updates after a reset during which nothing is clipped. */
  public Spam grace(int updates) {
    return with("grace", updates);
  }

  /** The number of updates after a reset until steps have their full size. */
  public Spam warmup(int updates) {
    return with("warmup", updates);
  }

  @Override
  public Spam with(String option, Object value) {
    return new Spam(super.with(option, value));
  }
}
