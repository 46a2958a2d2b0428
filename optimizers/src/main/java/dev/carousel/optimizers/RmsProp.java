package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * RMSProp, {@code rmsprop}, with a method for each setting. For its rule, and the default and
 * bounds of each setting, see {@link RmsPropProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class RmsProp extends Chosen<Optimizer> {
  private RmsProp(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static RmsProp usual() {
    return new RmsProp(Chosen.of(PluginKind.OPTIMIZER, new RmsPropProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static RmsProp withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public RmsProp step(double size) {
    return with("lr", size);
  }

  /** The share of the running means that is kept at each update. */
  public RmsProp alpha(double share) {
    return with("alpha", share);
  }

  /** The number added to the root in the denominator. */
  public RmsProp epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** The L2 penalty, as part of the gradient. */
  public RmsProp weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** The share of the last update's buffer that is kept. */
  public RmsProp momentum(double share) {
    return with("momentum", share);
  }

  /** Whether to divide by the standard deviation instead. */
  public RmsProp centered(boolean given) {
    return with("centered", given);
  }

  @Override
  public RmsProp with(String option, Object value) {
    return new RmsProp(super.with(option, value));
  }
}
