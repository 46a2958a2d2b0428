package dev.carousel.cells.lstm;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The long short-term memory, {@code lstm}, with a method for each setting. What it does, and the
 * default and the bounds of each setting: {@link LstmCellProvider}.
 *
 * <p>Immutable: a setting gives a new one.
 */
public final class Lstm extends Chosen<Cell> {
  private Lstm(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: forget bias 1, no peepholes, all three gates. */
  public static Lstm cell() {
    return new Lstm(Chosen.of(PluginKind.CELL, new LstmCellProvider()));
  }

  /** What the bias of the forget gate starts at. */
  public Lstm forgetBias(double bias) {
    return with("forget-bias", bias);
  }

  /** The longest lag, in steps, that the biases of the gates are spread to; 0 for none. */
  public Lstm chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** Whether the gates see the cell state. */
  public Lstm peepholes(boolean given) {
    return with("peepholes", given);
  }

  /** Whether the input gate is what the forget gate leaves over. */
  public Lstm coupled(boolean given) {
    return with("coupled", given);
  }

  /** What the recurrent matrices start from. */
  public Lstm init(Kind kind) {
    return with("init", kind);
  }

  /** What the initial recurrent matrices are multiplied by. */
  public Lstm gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Lstm with(String option, Object value) {
    return new Lstm(super.with(option, value));
  }
}
