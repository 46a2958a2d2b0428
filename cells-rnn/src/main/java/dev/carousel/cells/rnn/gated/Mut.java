package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The mutated units, {@code mut1}, {@code mut2} or {@code mut3}, with a method for each setting.
 * For its rule, and the default and bounds of each setting, see {@link MutCell}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Mut extends Chosen<Cell> {
  private Mut(Chosen<Cell> values) {
    super(values);
  }

  /** The first unit with its defaults. */
  public static Mut mut1() {
    return new Mut(Chosen.of(PluginKind.CELL, new Mut1CellProvider()));
  }

  /** The second unit with its defaults. */
  public static Mut mut2() {
    return new Mut(Chosen.of(PluginKind.CELL, new Mut2CellProvider()));
  }

  /** The third unit with its defaults. */
  public static Mut mut3() {
    return new Mut(Chosen.of(PluginKind.CELL, new Mut3CellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public Mut keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Mut chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The initialisation of the recurrent matrices. */
  public Mut init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Mut gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Mut with(String option, Object value) {
    return new Mut(super.with(option, value));
  }
}
