package dev.carousel.cells.rnn.ode;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * Long expressive memory, {@code lem}, with a method for each setting. For its rule, see {@link
 * LemCell}, and for the default and bounds of each setting, {@link LemCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Lem extends Chosen<Cell> {
  private Lem(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Lem cell() {
    return new Lem(Chosen.of(PluginKind.CELL, new LemCellProvider()));
  }

  /** The longest time step of a state, at most 1: the smaller, the longer the memory. */
  public Lem dt(double dt) {
    return with("dt", dt);
  }

  /** The initialisation of the recurrent matrices. */
  public Lem init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Lem gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Lem with(String option, Object value) {
    return new Lem(super.with(option, value));
  }
}
