package dev.carousel.cells.lstm.variant;

import dev.carousel.cells.lstm.variant.GreffLstmCell.Variant;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The LSTM of "LSTM: A Search Space Odyssey" and its variants, {@code greff-lstm}, with a method
 * for each setting. For its rule, and the default and bounds of each setting, see {@link
 * GreffLstmCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class GreffLstm extends Chosen<Cell> {
  private GreffLstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: the vanilla LSTM with peepholes, forget bias 1. */
  public static GreffLstm cell() {
    return new GreffLstm(Chosen.of(PluginKind.CELL, new GreffLstmCellProvider()));
  }

  /** What differs from vanilla. */
  public GreffLstm variant(Variant variant) {
    return with("variant", variant);
  }

  /** The initial bias of the forget gate. */
  public GreffLstm forgetBias(double bias) {
    return with("forget-bias", bias);
  }

  /** The initialisation of the recurrent matrices. */
  public GreffLstm init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public GreffLstm gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public GreffLstm with(String option, Object value) {
    return new GreffLstm(super.with(option, value));
  }
}
