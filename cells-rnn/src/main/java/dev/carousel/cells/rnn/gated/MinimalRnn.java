package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The minimalRNN, {@code minimal}, with a method for each setting. For its rule, and the default
 * and bounds of each setting, see {@link MinimalRnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class MinimalRnn extends Chosen<Cell> {
  private MinimalRnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static MinimalRnn cell() {
    return new MinimalRnn(Chosen.of(PluginKind.CELL, new MinimalRnnCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public MinimalRnn keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public MinimalRnn chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The initialisation of the recurrent matrices. */
  public MinimalRnn init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public MinimalRnn gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public MinimalRnn with(String option, Object value) {
    return new MinimalRnn(super.with(option, value));
  }
}
