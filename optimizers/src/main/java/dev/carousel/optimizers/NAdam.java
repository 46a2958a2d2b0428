package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Adam with Nesterov momentum, {@code nadam}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link NAdamProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class NAdam extends Chosen<Optimizer> {
  private NAdam(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static NAdam usual() {
    return new NAdam(Chosen.of(PluginKind.OPTIMIZER, new NAdamProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static NAdam withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public NAdam step(double size) {
    return with("lr", size);
  }

  /** The share of the mean that is kept at each update. */
  public NAdam beta1(double share) {
    return with("beta1", share);
  }

  /** The share of the mean square that is kept at each update. */
  public NAdam beta2(double share) {
    return with("beta2", share);
  }

  /** The number added to the root in the denominator. */
  public NAdam epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** How fast the share of the momentum grows from half of beta1. */
  public NAdam momentumDecay(double speed) {
    return with("momentum-decay", speed);
  }

  /** The weight decay, as part of the gradient unless it is decoupled. */
  public NAdam weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** Whether the weight decay is outside the gradient. */
  public NAdam decoupled(boolean given) {
    return with("decoupled", given);
  }

  @Override
  public NAdam with(String option, Object value) {
    return new NAdam(super.with(option, value));
  }
}
