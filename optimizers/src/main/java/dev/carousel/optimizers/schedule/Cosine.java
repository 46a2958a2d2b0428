package dev.carousel.optimizers.schedule;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Schedule;

/**
 * A step size that falls along half a cosine, {@code cosine}, with a method for each setting. For
 * its rule, and the default and bounds of each setting, see {@link CosineProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Cosine extends Chosen<Schedule> {
  private Cosine(Chosen<Schedule> values) {
    super(values);
  }

  /** Down to 0 at the last update that the run plans. */
  public static Cosine overTheRun() {
    return new Cosine(Chosen.of(PluginKind.SCHEDULE, new CosineProvider()));
  }

  /** Down to 0 after this number of updates. */
  public static Cosine over(int updates) {
    return overTheRun().updates(updates);
  }

  /** The number of updates until the end; 0 for the number that the run plans. */
  public Cosine updates(int updates) {
    return with("updates", updates);
  }

  /** The factor at the end. */
  public Cosine to(double factor) {
    return with("final", factor);
  }

  @Override
  public Cosine with(String option, Object value) {
    return new Cosine(super.with(option, value));
  }
}
