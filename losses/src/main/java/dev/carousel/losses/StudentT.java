package dev.carousel.losses;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Loss;

/**
 * The likelihood of Student's t distribution, {@code student-t}. For its equation, see {@link
 * StudentTProvider}; it also gives the default and bounds of each setting, if there is one.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class StudentT extends Chosen<Loss> {
  private StudentT(Chosen<Loss> values) {
    super(values);
  }

  /** With the defaults. */
  public static StudentT usual() {
    return new StudentT(Chosen.of(PluginKind.LOSS, new StudentTProvider()));
  }

  @Override
  public StudentT with(String option, Object value) {
    return new StudentT(super.with(option, value));
  }
}
