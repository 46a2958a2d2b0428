package dev.carousel.cells.lstm.minimal;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The LSTM with only the forget gate, {@code janet}, with a method for each setting. For its rule,
 * and the default and bounds of each setting, see {@link JanetCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Janet extends Chosen<Cell> {
  private Janet(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: beta 1, forget bias 1. */
  public static Janet cell() {
    return new Janet(Chosen.of(PluginKind.CELL, new JanetCellProvider()));
  }

  /** How much more input is let in than the forget gate makes room for. */
  public Janet beta(double beta) {
    return with("beta", beta);
  }

  /** The initial bias of the forget gate. */
  public Janet forgetBias(double bias) {
    return with("forget-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of the gate are spread; 0 for none. */
  public Janet chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The initialisation of the recurrent matrices. */
  public Janet init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Janet gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Janet with(String option, Object value) {
    return new Janet(super.with(option, value));
  }
}
