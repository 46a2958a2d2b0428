package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.linear.MinGruCell.Candidate;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The minimal gated recurrent unit, {@code mingru}, with a method for each setting. For its rule,
 * and the default and bounds of each setting, see {@link MinGruCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class MinGru extends Chosen<Cell> {
  private MinGru(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: a positive candidate. */
  public static MinGru cell() {
    return new MinGru(Chosen.of(PluginKind.CELL, new MinGruCellProvider()));
  }

  /** The function of the candidate. */
  public MinGru candidate(Candidate function) {
    return with("candidate", function);
  }

  /** The initial bias of the gate that keeps the state. */
  public MinGru keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public MinGru chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  @Override
  public MinGru with(String option, Object value) {
    return new MinGru(super.with(option, value));
  }
}
