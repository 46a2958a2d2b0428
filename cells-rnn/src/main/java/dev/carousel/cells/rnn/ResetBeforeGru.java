package dev.carousel.cells.rnn;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The gated recurrent unit that resets before the product, {@code gru-reset-before}, with a method
 * for each setting. For its rule, and the default and bounds of each setting, see {@link
 * ResetBeforeGruCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class ResetBeforeGru extends Chosen<Cell> {
  private ResetBeforeGru(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static ResetBeforeGru cell() {
    return new ResetBeforeGru(Chosen.of(PluginKind.CELL, new ResetBeforeGruCellProvider()));
  }

  /** The initialisation of the recurrent matrices. */
  public ResetBeforeGru init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public ResetBeforeGru gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public ResetBeforeGru with(String option, Object value) {
    return new ResetBeforeGru(super.with(option, value));
  }
}
