package dev.carousel.cells.rnn.simple;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The recurrent identity network, {@code rin}, with a method for each setting. For its rule, and
 * the default and bounds of each setting, see {@link RinCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Rin extends Chosen<Cell> {
  private Rin(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Rin cell() {
    return new Rin(Chosen.of(PluginKind.CELL, new RinCellProvider()));
  }

  /** The standard deviation of the initial input matrix. */
  public Rin inputDeviation(double deviation) {
    return with("input-deviation", deviation);
  }

  /** The standard deviation of the initial recurrent matrix. */
  public Rin recurrentDeviation(double deviation) {
    return with("recurrent-deviation", deviation);
  }

  @Override
  public Rin with(String option, Object value) {
    return new Rin(super.with(option, value));
  }
}
