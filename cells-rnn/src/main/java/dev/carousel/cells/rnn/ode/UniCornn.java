package dev.carousel.cells.rnn.ode;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The undamped independent controlled oscillatory unit, {@code unicornn}, with a method for each
 * setting. For its rule, see {@link UniCornnCell}, and for the default and bounds of each setting,
 * {@link UniCornnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class UniCornn extends Chosen<Cell> {
  private UniCornn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static UniCornn cell() {
    return new UniCornn(Chosen.of(PluginKind.CELL, new UniCornnCellProvider()));
  }

  /** The longest time step of a unit. */
  public UniCornn dt(double dt) {
    return with("dt", dt);
  }

  /** The stiffness: how fast a unit oscillates for w = 0. */
  public UniCornn alpha(double alpha) {
    return with("alpha", alpha);
  }

  @Override
  public UniCornn with(String option, Object value) {
    return new UniCornn(super.with(option, value));
  }
}
