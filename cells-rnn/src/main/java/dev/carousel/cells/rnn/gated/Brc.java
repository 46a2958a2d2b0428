package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The bistable recurrent cell, {@code brc}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link BrcCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Brc extends Chosen<Cell> {
  private Brc(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Brc cell() {
    return new Brc(Chosen.of(PluginKind.CELL, new BrcCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public Brc keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Brc chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  @Override
  public Brc with(String option, Object value) {
    return new Brc(super.with(option, value));
  }
}
