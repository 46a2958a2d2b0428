package dev.carousel.cells.rnn.simple;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The independently recurrent network, {@code indrnn}, with a method for each setting. For its
 * rule, and the default and bounds of each setting, see {@link IndrnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Indrnn extends Chosen<Cell> {
  private Indrnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: relu, weights that start from 0 to 1. */
  public static Indrnn cell() {
    return new Indrnn(Chosen.of(PluginKind.CELL, new IndrnnCellProvider()));
  }

  /** The function that is applied to each new state. */
  public Indrnn activation(Activation function) {
    return with("activation", function);
  }

  /** The longest lag in steps, which sets the bound of the recurrent weights; 0 for the bound 1. */
  public Indrnn longestLag(int steps) {
    return with("longest-lag", steps);
  }

  /** The largest growth of an error over the longest lag. */
  public Indrnn magnitude(double growth) {
    return with("magnitude", growth);
  }

  /** The least initial recurrent weight, as a share of its bound. */
  public Indrnn low(double share) {
    return with("low", share);
  }

  /** The largest initial recurrent weight, as a share of its bound. */
  public Indrnn high(double share) {
    return with("high", share);
  }

  /** Whether each step limits the recurrent weights to their bound. */
  public Indrnn clamp(boolean limited) {
    return with("clamp", limited);
  }

  @Override
  public Indrnn with(String option, Object value) {
    return new Indrnn(super.with(option, value));
  }
}
