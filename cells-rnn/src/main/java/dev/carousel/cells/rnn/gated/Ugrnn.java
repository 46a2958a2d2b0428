package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The update-gate recurrent network, {@code ugrnn}, with a method for each setting. For its rule,
 * and the default and bounds of each setting, see {@link UgrnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Ugrnn extends Chosen<Cell> {
  private Ugrnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Ugrnn cell() {
    return new Ugrnn(Chosen.of(PluginKind.CELL, new UgrnnCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public Ugrnn keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Ugrnn chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The initialisation of the recurrent matrices. */
  public Ugrnn init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Ugrnn gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Ugrnn with(String option, Object value) {
    return new Ugrnn(super.with(option, value));
  }
}
