package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips the gradient at each step back through time, {@code clip-step}. What it does, and the
 * default and the bounds of each setting: {@link ClipStepProvider}.
 *
 * <p>Immutable: a setting gives a new one.
 */
public final class ClipStep extends Chosen<GradientHook> {
  private ClipStep(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the default threshold. */
  public static ClipStep usual() {
    return new ClipStep(Chosen.of(PluginKind.HOOK, new ClipStepProvider()));
  }

  /** With a threshold. */
  public static ClipStep at(double max) {
    return usual().max(max);
  }

  /** The norm of one row of one state's gradient that is allowed. */
  public ClipStep max(double max) {
    return with("max", max);
  }

  @Override
  public ClipStep with(String option, Object value) {
    return new ClipStep(super.with(option, value));
  }
}
