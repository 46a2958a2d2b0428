package dev.carousel.cells.rnn.gated;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit.Kind;

/**
 * The chaos-free network, {@code cfn}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link CfnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Cfn extends Chosen<Cell> {
  private Cfn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults. */
  public static Cfn cell() {
    return new Cfn(Chosen.of(PluginKind.CELL, new CfnCellProvider()));
  }

  /** The initial bias of the gate that keeps the state. */
  public Cfn keepBias(double bias) {
    return with("keep-bias", bias);
  }

  /** The longest lag, in steps, over which the biases of that gate are spread; 0 for none. */
  public Cfn chrono(double longestLag) {
    return with("chrono", longestLag);
  }

  /** The initialisation of the recurrent matrices. */
  public Cfn init(Kind kind) {
    return with("init", kind);
  }

  /** The factor on the initial recurrent matrices. */
  public Cfn gain(double gain) {
    return with("gain", gain);
  }

  @Override
  public Cfn with(String option, Object value) {
    return new Cfn(super.with(option, value));
  }
}
