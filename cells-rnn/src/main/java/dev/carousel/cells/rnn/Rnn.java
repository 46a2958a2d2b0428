package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The vanilla recurrent cell, {@code rnn}, with a method for each setting. What it does, and the
 * default and the bounds of each setting: {@link RnnCellProvider}.
 *
 * <p>Immutable: a setting gives a new one.
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

  /** What the recurrent matrices start from. */
  public Rnn init(Kind kind) {
    return with("init", kind);
  }

  /** What the initial recurrent matrices are multiplied by. */
  public Rnn gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Rnn with(String option, Object value) {
    return new Rnn(super.with(option, value));
  }
}
