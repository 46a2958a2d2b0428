package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.gated.StarCell.Variant;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The stackable recurrent cell, {@code star}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link StarCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Star extends Chosen<Cell> {
  private Star(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: the equations of the paper. */
  public static Star cell() {
    return new Star(Chosen.of(PluginKind.CELL, new StarCellProvider()));
  }

  /** The equations of the paper, or those of the authors' code. */
  public Star variant(Variant variant) {
    return with("variant", variant);
  }

  /** The initial bias of the gate that keeps the state. */
  public Star keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Star chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The factor on the initial recurrent matrices. */
  public Star gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Star with(String option, Object value) {
    return new Star(super.with(option, value));
  }
}
