package dev.carousel.cells.rnn.ode;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The coupled oscillatory recurrent network, {@code cornn}, with a method for each setting. For its
 * rule, see {@link CoRnnCell}, and for the default and bounds of each setting, {@link
 * CoRnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class CoRnn extends Chosen<Cell> {
  private CoRnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static CoRnn cell() {
    return new CoRnn(Chosen.of(PluginKind.CELL, new CoRnnCellProvider()));
  }

  /** The step size. */
  public CoRnn dt(double dt) {
    return with("dt", dt);
  }

  /** The square of the oscillators' own frequency. */
  public CoRnn gamma(double gamma) {
    return with("gamma", gamma);
  }

  /** The damping of the oscillators. */
  public CoRnn epsilon(double epsilon) {
    return with("epsilon", epsilon);
  }

  @Override
  public CoRnn with(String option, Object value) {
    return new CoRnn(super.with(option, value));
  }
}
