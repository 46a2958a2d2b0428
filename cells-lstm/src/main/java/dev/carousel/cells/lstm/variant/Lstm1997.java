package dev.carousel.cells.lstm.variant;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The long short-term memory of 1997, {@code lstm-1997}, with a method for each setting. For its
 * rule, and the default and bounds of each setting, see {@link Lstm1997CellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Lstm1997 extends Chosen<Cell> {
  private Lstm1997(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: all biases of gates -1. */
  public static Lstm1997 cell() {
    return new Lstm1997(Chosen.of(PluginKind.CELL, new Lstm1997CellProvider()));
  }

  /**
   * The initial biases of the input gates.
   *
   * @param biases one for all units, or several, each for an equal share of consecutive units
   */
  public Lstm1997 inputBias(double... biases) {
    return with("input-bias", biases);
  }

  /**
   * The initial biases of the output gates.
   *
   * @param biases one for all units, or several, each for an equal share of consecutive units
   */
  public Lstm1997 outputBias(double... biases) {
    return with("output-bias", biases);
  }

  /** The initialisation of the recurrent matrices. */
  public Lstm1997 init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Lstm1997 gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Lstm1997 with(String option, Object value) {
    return new Lstm1997(super.with(option, value));
  }
}
