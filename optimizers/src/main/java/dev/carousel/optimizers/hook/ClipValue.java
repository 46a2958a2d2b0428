package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * Clamps each element of the gradients, {@code clip-value}. For its rule, and the default and
 * bounds of each setting, see {@link ClipValueProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class ClipValue extends Chosen<GradientHook> {
  private ClipValue(Chosen<GradientHook> values) {
    super(values);
  }

  /** With the default threshold. */
  public static ClipValue usual() {
    return new ClipValue(Chosen.of(PluginKind.HOOK, new ClipValueProvider()));
  }

  /** With a threshold. */
  public static ClipValue at(double max) {
    return usual().max(max);
  }

  /** The maximum absolute value. */
  public ClipValue max(double max) {
    return with("max", max);
  }

  @Override
  public ClipValue with(String option, Object value) {
    return new ClipValue(super.with(option, value));
  }
}
