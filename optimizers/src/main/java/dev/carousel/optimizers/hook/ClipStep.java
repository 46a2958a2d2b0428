package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clips the gradient at each step back through time, {@code clip-step}. For its rule, and the
 * default and bounds of each setting, see {@link ClipStepProvider}.
 *
 * <p>Immutable: each setting returns a new one.
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

  /** The maximum norm of one row of a state's gradient. */
  public ClipStep max(double max) {
    return with("max", max);
  }

  @Override
  public ClipStep with(String option, Object value) {
    return new ClipStep(super.with(option, value));
  }
}
