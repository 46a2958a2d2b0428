package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.linear.QrnnCell.Pooling;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The quasi-recurrent network, {@code qrnn}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link QrnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Qrnn extends Chosen<Cell> {
  private Qrnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: fo-pooling and a window of two steps. */
  public static Qrnn cell() {
    return new Qrnn(Chosen.of(PluginKind.CELL, new QrnnCellProvider()));
  }

  /** Which gates there are. */
  public Qrnn pooling(Pooling gates) {
    return with("pooling", gates);
  }

  /** How many steps of the input are read at each step: 1 or 2. */
  public Qrnn window(int steps) {
    return with("window", steps);
  }

  /** The initial bias of the gate that keeps the state. */
  public Qrnn keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Qrnn chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  @Override
  public Qrnn with(String option, Object value) {
    return new Qrnn(super.with(option, value));
  }
}
