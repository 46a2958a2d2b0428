package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Adam with a rectified divisor, {@code radam}, with a method for each setting. For its rule, and
 * the default and bounds of each setting, see {@link RAdamProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class RAdam extends Chosen<Optimizer> {
  private RAdam(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static RAdam usual() {
    return new RAdam(Chosen.of(PluginKind.OPTIMIZER, new RAdamProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static RAdam withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public RAdam step(double size) {
    return with("lr", size);
  }

  /** The share of the mean that is kept at each update. */
  public RAdam beta1(double share) {
    return with("beta1", share);
  }

  /** The share of the mean square that is kept at each update. */
  public RAdam beta2(double share) {
    return with("beta2", share);
  }

  /** The number added to the root in the denominator. */
  public RAdam epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** The weight decay, as part of the gradient unless it is decoupled. */
  public RAdam weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** Whether the weight decay is outside the gradient. */
  public RAdam decoupled(boolean given) {
    return with("decoupled", given);
  }

  @Override
  public RAdam with(String option, Object value) {
    return new RAdam(super.with(option, value));
  }
}
