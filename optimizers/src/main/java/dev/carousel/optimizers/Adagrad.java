package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * Adagrad, {@code adagrad}, with a method for each setting. For its rule, and the default and
 * bounds of each setting, see {@link AdagradProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Adagrad extends Chosen<Optimizer> {
  private Adagrad(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static Adagrad usual() {
    return new Adagrad(Chosen.of(PluginKind.OPTIMIZER, new AdagradProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static Adagrad withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public Adagrad step(double size) {
    return with("lr", size);
  }

  /** The step size is divided by 1 + this * updates made. */
  public Adagrad stepDecay(double decay) {
    return with("lr-decay", decay);
  }

  /** The L2 penalty, as part of the gradient. */
  public Adagrad weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** The initial value of the sum of squares. */
  public Adagrad initialSum(double sum) {
    return with("initial-sum", sum);
  }

  /** The number added to the root in the denominator. */
  public Adagrad epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  @Override
  public Adagrad with(String option, Object value) {
    return new Adagrad(super.with(option, value));
  }
}
