package dev.carousel.optimizers.hook;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.GradientHook;

/**
 * The guard against updates with NaN or infinity, {@code non-finite}, with a method for each
 * setting. What it does, and the default and the bounds of each setting: {@link NonFiniteProvider}.
 *
 * <p>Immutable: a setting gives a new one.
 */
public final class NonFiniteGuard extends Chosen<GradientHook> {
  /** What is done with an update that is not finite. */
  public enum Policy {
    /** The update is skipped. */
    SKIP,
    /** The run goes back to its last validation, and takes smaller steps. */
    ROLL_BACK,
    /** The run stops. */
    STOP,
    /** Nothing is looked at. */
    OFF
  }

  private NonFiniteGuard(Chosen<GradientHook> values) {
    super(values);
  }

  /** Skips such updates. */
  public static NonFiniteGuard skip() {
    return new NonFiniteGuard(Chosen.of(PluginKind.HOOK, new NonFiniteProvider()));
  }

  /** Goes back to the last validation, and takes smaller steps. */
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

  /** What is done with an update that is not finite. */
  public NonFiniteGuard policy(Policy policy) {
    return with("policy", policy);
  }

  /** The bad updates in a row, or returns to one state, that stop the run. */
  public NonFiniteGuard stopAfter(int times) {
    return with("stop-after", times);
  }

  /** The factor of the step size at each roll-back. */
  public NonFiniteGuard shrink(double factor) {
    return with("shrink", factor);
  }

  @Override
  public NonFiniteGuard with(String option, Object value) {
    return new NonFiniteGuard(super.with(option, value));
  }
}
