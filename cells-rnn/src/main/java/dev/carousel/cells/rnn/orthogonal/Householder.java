package dev.carousel.cells.rnn.orthogonal;

import dev.carousel.cells.rnn.orthogonal.HouseholderCell.Activation;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The orthogonal network by Householder reflections, {@code householder}, with a method for each
 * setting. For its rule, see {@link HouseholderCell}, and for the default and bounds of each
 * setting, {@link HouseholderCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Householder extends Chosen<Cell> {
  private Householder(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Householder cell() {
    return new Householder(Chosen.of(PluginKind.CELL, new HouseholderCellProvider()));
  }

  /** The number of reflections whose product is the recurrent matrix. */
  public Householder reflections(int reflections) {
    return with("reflections", reflections);
  }

  /** The function that is applied to each new state. */
  public Householder activation(Activation function) {
    return with("activation", function);
  }

  @Override
  public Householder with(String option, Object value) {
    return new Householder(super.with(option, value));
  }
}
