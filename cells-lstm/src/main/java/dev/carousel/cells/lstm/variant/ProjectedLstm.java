package dev.carousel.cells.lstm.variant;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The LSTM with a recurrent projection, {@code lstm-projected}, with a method for each setting. For
 * its rule, and the default and bounds of each setting, see {@link ProjectedLstmCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class ProjectedLstm extends Chosen<Cell> {
  private ProjectedLstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: a projection to a quarter of the units, forget bias 1. */
  public static ProjectedLstm cell() {
    return new ProjectedLstm(Chosen.of(PluginKind.CELL, new ProjectedLstmCellProvider()));
  }

  /** The size of the projection, which is the output; 0 for a quarter of the units. */
  public ProjectedLstm projSize(int size) {
    return with("proj-size", size);
  }

  /** The initial bias of the forget gate. */
  public ProjectedLstm forgetBias(double bias) {
    return with("forget-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of the gates are spread; 0 for none. */
  public ProjectedLstm chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** Whether the gates also read the cell state. */
  public ProjectedLstm peepholes(boolean given) {
    return with("peepholes", given);
  }

  /** The initialisation of the recurrent matrices. */
  public ProjectedLstm init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public ProjectedLstm gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public ProjectedLstm with(String option, Object value) {
    return new ProjectedLstm(super.with(option, value));
  }
}
