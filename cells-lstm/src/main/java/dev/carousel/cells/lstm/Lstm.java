package dev.carousel.cells.lstm;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The long short-term memory, {@code lstm}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link LstmCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Lstm extends Chosen<Cell> {
  private Lstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: forget bias 1, no peepholes, all three gates. */
  public static Lstm cell() {
    return new Lstm(Chosen.of(PluginKind.CELL, new LstmCellProvider()));
  }

  /** The initial bias of the forget gate. */
  public Lstm forgetBias(double bias) {
    return with("forget-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of the gates are spread; 0 for none. */
  public Lstm chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** Whether the gates also read the cell state. */
  public Lstm peepholes(boolean given) {
    return with("peepholes", given);
  }

  /** Whether the input gate is 1 minus the forget gate. */
  public Lstm coupled(boolean given) {
    return with("coupled", given);
  }

  /** The initialisation of the recurrent matrices. */
  public Lstm init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Lstm gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Lstm with(String option, Object value) {
    return new Lstm(super.with(option, value));
  }
}
