package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Stochastic gradient descent, {@code sgd}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link SgdProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Sgd extends Chosen<Optimizer> {
  private Sgd(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static Sgd usual() {
    return new Sgd(Chosen.of(PluginKind.OPTIMIZER, new SgdProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static Sgd withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public Sgd step(double size) {
    return with("lr", size);
  }

  /** The share of the last update's buffer that is kept. */
  public Sgd momentum(double share) {
    return with("momentum", share);
  }

  /** The share of the gradient that is left out of the momentum. */
  public Sgd dampening(double share) {
    return with("dampening", share);
  }

  /** The L2 penalty, as part of the gradient. */
  public Sgd weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** Whether to use Nesterov momentum. */
  public Sgd nesterov(boolean given) {
    return with("nesterov", given);
  }

  @Override
  public Sgd with(String option, Object value) {
    return new Sgd(super.with(option, value));
  }
}
