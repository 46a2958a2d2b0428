package dev.carousel.cells.lstm.norm;

import dev.carousel.cells.lstm.norm.LayerNormLstmCell.Norm;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The LSTM with layer normalisation, {@code ln-lstm}, with a method for each setting. For its rule,
 * and the default and bounds of each setting, see {@link LayerNormLstmCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class LayerNormLstm extends Chosen<Cell> {
  private LayerNormLstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: all gates normalised together, forget bias 1. */
  public static LayerNormLstm cell() {
    return new LayerNormLstm(Chosen.of(PluginKind.CELL, new LayerNormLstmCellProvider()));
  }

  /** What is normalised together. */
  public LayerNormLstm norms(Norm norm) {
    return with("norms", norm);
  }

  /** The initial bias of the forget gate. */
  public LayerNormLstm forgetBias(double bias) {
    return with("forget-bias", bias);
  }

  /** The initialisation of the recurrent matrices. */
  public LayerNormLstm init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public LayerNormLstm gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public LayerNormLstm with(String option, Object value) {
    return new LayerNormLstm(super.with(option, value));
  }
}
