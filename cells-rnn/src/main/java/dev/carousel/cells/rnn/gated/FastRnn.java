package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * FastRNN, {@code fastrnn}, with a method for each setting. For its rule, and the default and
 * bounds of each setting, see {@link FastRnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class FastRnn extends Chosen<Cell> {
  private FastRnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: 95 % of the state is kept. */
  public static FastRnn cell() {
    return new FastRnn(Chosen.of(PluginKind.CELL, new FastRnnCellProvider()));
  }

  /** The initial beta: sigmoid(beta) of the state is kept. */
  public FastRnn keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The factor on the initial recurrent matrix. */
  public FastRnn gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public FastRnn with(String option, Object value) {
    return new FastRnn(super.with(option, value));
  }
}
