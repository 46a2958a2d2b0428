package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * AdamW, {@code adamw}, with a method for each setting. For its rule, and the default and bounds of
 * each setting, see {@link AdamWProvider}.
 *
 * <p>Immutable: each setting returns a new one.
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

  /** The number added to the root in the denominator. */
  public AdamW epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** The decoupled weight decay: parameters shrink by this times the step size. */
  public AdamW weightDecay(double share) {
    return with("weight-decay", share);
  }

  @Override
  public AdamW with(String option, Object value) {
    return new AdamW(super.with(option, value));
  }
}
