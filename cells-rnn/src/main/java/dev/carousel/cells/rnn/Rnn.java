package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The vanilla recurrent cell, {@code rnn}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link RnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Rnn extends Chosen<Cell> {
  private Rnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: tanh, uniform start. */
  public static Rnn cell() {
    return new Rnn(Chosen.of(PluginKind.CELL, new RnnCellProvider()));
  }

  /** The function that is applied to each new state. */
  public Rnn activation(Activation function) {
    return with("activation", function);
  }

  /** The initialisation of the recurrent matrices. */
  public Rnn init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Rnn gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Rnn with(String option, Object value) {
    return new Rnn(super.with(option, value));
  }
}
