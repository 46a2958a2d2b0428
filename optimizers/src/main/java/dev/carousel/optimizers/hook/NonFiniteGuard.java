package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * The guard against updates with NaN or infinity, {@code non-finite}, with a method for each
 * setting. For its rule, and the default and bounds of each setting, see {@link NonFiniteProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class NonFiniteGuard extends Chosen<GradientHook> {
  /** What to do with an update that is not finite. */
  public enum Policy {
    /** The update is skipped. */
    SKIP,
    /** The run rolls back to its last validation, and takes smaller steps. */
    ROLL_BACK,
    /** The run stops. */
    STOP,
    /** Nothing is checked. */
    OFF
  }

  private NonFiniteGuard(Chosen<GradientHook> values) {
    super(values);
  }

  /** Skips such updates. */
  public static NonFiniteGuard skip() {
    return new NonFiniteGuard(Chosen.of(PluginKind.HOOK, new NonFiniteProvider()));
  }

  /** Rolls back to the last validation, and takes smaller steps. */
  public static NonFiniteGuard rollBack() {
    return skip().policy(Policy.ROLL_BACK);
  }

  /** Stops the run at such an update. */
  public static NonFiniteGuard stop() {
    return skip().policy(Policy.STOP);
  }

  /** Does nothing. */
  public static NonFiniteGuard off() {
    return skip().policy(Policy.OFF);
  }

  /** What to do with an update that is not finite. */
  public NonFiniteGuard policy(Policy policy) {
    return with("policy", policy);
  }

  /** The number of bad updates in a row, or of roll-backs to one state, that stops the run. */
  public NonFiniteGuard stopAfter(int times) {
    return with("stop-after", times);
  }

  /** The factor on the step size at each roll-back. */
  public NonFiniteGuard shrink(double factor) {
    return with("shrink", factor);
  }

  @Override
  public NonFiniteGuard with(String option, Object value) {
    return new NonFiniteGuard(super.with(option, value));
  }
}
