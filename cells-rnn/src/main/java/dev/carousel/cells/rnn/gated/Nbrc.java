package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The neuromodulated bistable recurrent cell, {@code nbrc}, with a method for each setting. For its
 * rule, and the default and bounds of each setting, see {@link NbrcCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Nbrc extends Chosen<Cell> {
  private Nbrc(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Nbrc cell() {
    return new Nbrc(Chosen.of(PluginKind.CELL, new NbrcCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public Nbrc keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Nbrc chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  @Override
  public Nbrc with(String option, Object value) {
    return new Nbrc(super.with(option, value));
  }
}
