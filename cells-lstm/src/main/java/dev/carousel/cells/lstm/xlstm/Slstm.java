package dev.carousel.cells.lstm.xlstm;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The sLSTM, {@code slstm}, with a method for each setting. For its rule, and the default and
 * bounds of each setting, see {@link SlstmCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Slstm extends Chosen<Cell> {
  private Slstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: 4 heads where possible, a sigmoid forget gate. */
  public static Slstm cell() {
    return new Slstm(Chosen.of(PluginKind.CELL, new SlstmCellProvider()));
  }

  /** The number of heads, which divides the units; 0 for 4 where possible, else 2 or 1. */
  public Slstm heads(int heads) {
    return with("heads", heads);
  }

  /** The function of the forget gate. */
  public Slstm forget(ForgetGate gate) {
    return with("forget", gate);
  }

  /** Where the layer stands in its stack, from 0 (first) to 1 (last). */
  public Slstm depth(double depth) {
    return with("depth", depth);
  }

  /** The longest lag, in steps, over which the biases of the forget gate are spread; 0 for none. */
  public Slstm chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  @Override
  public Slstm with(String option, Object value) {
    return new Slstm(super.with(option, value));
  }
}
