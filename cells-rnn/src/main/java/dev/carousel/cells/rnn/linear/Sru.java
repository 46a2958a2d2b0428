package dev.carousel.cells.rnn.linear;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The simple recurrent unit, {@code sru}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link SruCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Sru extends Chosen<Cell> {
  private Sru(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Sru cell() {
    return new Sru(Chosen.of(PluginKind.CELL, new SruCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public Sru keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Sru chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The initial bias of the gate from the input to the state in the output. */
  public Sru highwayBias(double bias) {
    return with("highway-bias", bias);
  }

  @Override
  public Sru with(String option, Object value) {
    return new Sru(super.with(option, value));
  }
}
