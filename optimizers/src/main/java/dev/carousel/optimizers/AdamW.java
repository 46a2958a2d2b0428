package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * AdamW, {@code adamw}, with a method for each setting. What it does, and the default and the
 * bounds of each setting: {@link AdamWProvider}.
 *
 * <p>Immutable: a setting gives a new one.
 */
public final class AdamW extends Chosen<Optimizer> {
  private AdamW(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static AdamW usual() {
    return new AdamW(Chosen.of(PluginKind.OPTIMIZER, new AdamWProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static AdamW withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public AdamW step(double size) {
    return with("lr", size);
  }

  /** The share of the mean that is kept at each update. */
  public AdamW beta1(double share) {
    return with("beta1", share);
  }

  /** The share of the mean square that is kept at each update. */
  public AdamW beta2(double share) {
    return with("beta2", share);
  }

  /** What is added to the root in the denominator. */
  public AdamW epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** What parameters shrink by, times the step size, beside the step. */
  public AdamW weightDecay(double share) {
    return with("weight-decay", share);
  }

  @Override
  public AdamW with(String option, Object value) {
    return new AdamW(super.with(option, value));
  }
}
