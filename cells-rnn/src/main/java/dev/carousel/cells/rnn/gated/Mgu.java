package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The minimal gated unit, {@code mgu}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link MguCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Mgu extends Chosen<Cell> {
  private Mgu(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Mgu cell() {
    return new Mgu(Chosen.of(PluginKind.CELL, new MguCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public Mgu keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Mgu chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The initialisation of the recurrent matrices. */
  public Mgu init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Mgu gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Mgu with(String option, Object value) {
    return new Mgu(super.with(option, value));
  }
}
