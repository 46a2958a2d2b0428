package dev.carousel.cells.rnn;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The gated recurrent unit, {@code gru}, with a method for each setting. What it does, and the
 * default and the bounds of each setting: {@link GruCellProvider}.
 *
 * <p>Immutable: a setting gives a new one.
 */
public final class Gru extends Chosen<Cell> {
  private Gru(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Gru cell() {
    return new Gru(Chosen.of(PluginKind.CELL, new GruCellProvider()));
  }

  /** What the recurrent matrices start from. */
  public Gru init(Kind kind) {
    return with("init", kind);
  }

  /** What the initial recurrent matrices are multiplied by. */
  public Gru gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Gru with(String option, Object value) {
    return new Gru(super.with(option, value));
  }
}
