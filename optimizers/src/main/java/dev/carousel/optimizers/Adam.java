package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Adam, {@code adam}, with a method for each setting. For its rule, and the default and bounds of
 * each setting, see {@link AdamProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Adam extends Chosen<Optimizer> {
  private Adam(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static Adam usual() {
    return new Adam(Chosen.of(PluginKind.OPTIMIZER, new AdamProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static Adam withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public Adam step(double size) {
    return with("lr", size);
  }

  /** The share of the mean that is kept at each update. */
  public Adam beta1(double share) {
    return with("beta1", share);
  }

  /** The share of the mean square that is kept at each update. */
  public Adam beta2(double share) {
    return with("beta2", share);
  }

  /** The number added to the root in the denominator. */
  public Adam epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** The L2 penalty, as part of the gradient. */
  public Adam weightDecay(double share) {
    return with("weight-decay", share);
  }

  @Override
  public Adam with(String option, Object value) {
    return new Adam(super.with(option, value));
  }
}
