package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * FastGRNN, {@code fastgrnn}, with a method for each setting. For its rule, and the default and
 * bounds of each setting, see {@link FastGrnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class FastGrnn extends Chosen<Cell> {
  private FastGrnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static FastGrnn cell() {
    return new FastGrnn(Chosen.of(PluginKind.CELL, new FastGrnnCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public FastGrnn keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public FastGrnn chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The factor on the initial recurrent matrix. */
  public FastGrnn gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public FastGrnn with(String option, Object value) {
    return new FastGrnn(super.with(option, value));
  }
}
