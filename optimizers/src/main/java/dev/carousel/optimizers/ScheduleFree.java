package dev.carousel.optimizers;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Optimizer;

/**
 * AdamW with an average in place of a schedule, {@code schedule-free}, with a method for each
 * setting. For its rule, and the default and bounds of each setting, see {@link
 * ScheduleFreeProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class ScheduleFree extends Chosen<Optimizer> {
  private ScheduleFree(Chosen<Optimizer> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static ScheduleFree usual() {
    return new ScheduleFree(Chosen.of(PluginKind.OPTIMIZER, new ScheduleFreeProvider()));
  }

  /** With a step size (learning rate), and the defaults of the other settings. */
  public static ScheduleFree withStep(double size) {
    return usual().step(size);
  }

  /** The step size (learning rate), on which a schedule acts as a factor. */
  public ScheduleFree step(double size) {
    return with("lr", size);
  }

  /** The share of the average in the point where gradients are taken. */
  public ScheduleFree beta1(double share) {
    return with("beta1", share);
  }

  /** The share of the mean square that is kept at each update. */
  public ScheduleFree beta2(double share) {
    return with("beta2", share);
  }

  /** The number added to the root in the denominator. */
  public ScheduleFree epsilon(double epsilon) {
    return with("eps", epsilon);
  }

  /** The weight decay, outside the gradient. */
  public ScheduleFree weightDecay(double share) {
    return with("weight-decay", share);
  }

  /** The number of updates over which the step size rises from 0. */
  public ScheduleFree warmup(int updates) {
    return with("warmup", updates);
  }

  @Override
  public ScheduleFree with(String option, Object value) {
    return new ScheduleFree(super.with(option, value));
  }
}
