package dev.carousel.cells.rnn;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The gated recurrent unit, {@code gru}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link GruCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Gru extends Chosen<Cell> {
  private Gru(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Gru cell() {
    return new Gru(Chosen.of(PluginKind.CELL, new GruCellProvider()));
  }

  /** The initialisation of the recurrent matrices. */
  public Gru init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Gru gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Gru with(String option, Object value) {
    return new Gru(super.with(option, value));
  }
}
