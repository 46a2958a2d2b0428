package dev.carousel.cells.rnn.ode;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The antisymmetric recurrent network, {@code antisymmetric}, with a method for each setting. For
 * its rule, see {@link AntisymmetricCell}, and for the default and bounds of each setting, {@link
 * AntisymmetricCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Antisymmetric extends Chosen<Cell> {
  private Antisymmetric(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: without a gate. */
  public static Antisymmetric cell() {
    return new Antisymmetric(Chosen.of(PluginKind.CELL, new AntisymmetricCellProvider()));
  }

  /** The step size. */
  public Antisymmetric eps(double eps) {
    return with("eps", eps);
  }

  /** The rate of decay. */
  public Antisymmetric gamma(double gamma) {
    return with("gamma", gamma);
  }

  /** Whether a gate scales the step of each unit. */
  public Antisymmetric gated(boolean gated) {
    return with("gated", gated);
  }

  /** The standard deviation of the initial matrix M, times sqrt(H). */
  public Antisymmetric sigma(double sigma) {
    return with("sigma", sigma);
  }

  @Override
  public Antisymmetric with(String option, Object value) {
    return new Antisymmetric(super.with(option, value));
  }
}
