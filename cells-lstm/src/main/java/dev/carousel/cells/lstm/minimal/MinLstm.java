package dev.carousel.cells.lstm.minimal;

import dev.carousel.cells.lstm.minimal.MinLstmCell.Candidate;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The minimal LSTM, {@code minlstm}, with a method for each setting. For its rule, and the default
 * and bounds of each setting, see {@link MinLstmCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class MinLstm extends Chosen<Cell> {
  private MinLstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: positive candidates, forget bias 0. */
  public static MinLstm cell() {
    return new MinLstm(Chosen.of(PluginKind.CELL, new MinLstmCellProvider()));
  }

  /** The function of the candidate. */
  public MinLstm candidate(Candidate candidate) {
    return with("candidate", candidate);
  }

  /** The initial bias of the forget gate; the input gate starts from its negative. */
  public MinLstm forgetBias(double bias) {
    return with("forget-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of the gates are spread; 0 for none. */
  public MinLstm chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  @Override
  public MinLstm with(String option, Object value) {
    return new MinLstm(super.with(option, value));
  }
}
