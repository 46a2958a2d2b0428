package dev.carousel.optimizers.schedule;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Schedule;

/**
 * A step size that falls when the validation loss no longer does, {@code plateau}, with a method
 * for each setting. For its rule, and the default and bounds of each setting, see {@link
 * PlateauProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Plateau extends Chosen<Schedule> {
  private Plateau(Chosen<Schedule> values) {
    super(values);
  }

  /** With the default of every setting. */
  public static Plateau usual() {
    return new Plateau(Chosen.of(PluginKind.SCHEDULE, new PlateauProvider()));
  }

  /** The factor at each reduction. */
  public Plateau gamma(double factor) {
    return with("gamma", factor);
  }

  /** The number of validations without improvement before a reduction. */
  public Plateau patience(int validations) {
    return with("patience", validations);
  }

  /** The relative fall of the loss that counts as an improvement. */
  public Plateau threshold(double share) {
    return with("threshold", share);
  }

  /** The number of validations after a reduction that do not count. */
  public Plateau cooldown(int validations) {
    return with("cooldown", validations);
  }

  /** The smallest factor. */
  public Plateau atLeast(double factor) {
    return with("min", factor);
  }

  @Override
  public Plateau with(String option, Object value) {
    return new Plateau(super.with(option, value));
  }
}
