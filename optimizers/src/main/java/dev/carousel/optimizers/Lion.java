package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Steps of one size by the sign of a momentum, {@code lion}, with a method for each setting. For
 * its rule, and the default and bounds of each setting, see {@link LionProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Lion extends Chosen<Optimizer> {
  private Lion(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static Lion usual() {
    return new Lion(Chosen.of(PluginKind.OPTIMIZER, new LionProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static Lion withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public Lion step(double size) {
    return with("lr", size);
  }

  /** The share of the momentum in the sum that gives the sign. */
  public Lion beta1(double share) {
    return with("beta1", share);
  }

  /** The share of the momentum that is kept at each update. */
  public Lion beta2(double share) {
    return with("beta2", share);
  }

  /** The weight decay, outside the gradient. */
  public Lion weightDecay(double share) {
    return with("weight-decay", share);
  }

  @Override
  public Lion with(String option, Object value) {
    return new Lion(super.with(option, value));
  }
}
