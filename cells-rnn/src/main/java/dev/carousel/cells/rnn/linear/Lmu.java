package dev.carousel.cells.rnn.linear;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The Legendre memory unit, {@code lmu}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link LmuCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Lmu extends Chosen<Cell> {
  private Lmu(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: 16 coefficients for a window of 100 steps. */
  public static Lmu cell() {
    return new Lmu(Chosen.of(PluginKind.CELL, new LmuCellProvider()));
  }

  /** The number of Legendre coefficients of the memory. */
  public Lmu order(int order) {
    return with("order", order);
  }

  /** The length of the memory's window in steps. */
  public Lmu theta(double steps) {
    return with("theta", steps);
  }

  @Override
  public Lmu with(String option, Object value) {
    return new Lmu(super.with(option, value));
  }
}
