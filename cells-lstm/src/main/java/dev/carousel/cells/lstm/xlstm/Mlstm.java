package dev.carousel.cells.lstm.xlstm;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The mLSTM, {@code mlstm}, with a method for each setting. For its rule, and the default and
 * bounds of each setting, see {@link MlstmCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Mlstm extends Chosen<Cell> {
  private Mlstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: 4 heads where possible, a sigmoid forget gate. */
  public static Mlstm cell() {
    return new Mlstm(Chosen.of(PluginKind.CELL, new MlstmCellProvider()));
  }

  /** The number of heads, which divides the units; 0 for 4 where possible, else 2 or 1. */
  public Mlstm heads(int heads) {
    return with("heads", heads);
  }

  /** The function of the forget gate. */
  public Mlstm forget(ForgetGate gate) {
    return with("forget", gate);
  }

  @Override
  public Mlstm with(String option, Object value) {
    return new Mlstm(super.with(option, value));
  }
}
