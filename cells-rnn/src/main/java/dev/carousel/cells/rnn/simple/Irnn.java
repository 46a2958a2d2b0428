package dev.carousel.cells.rnn.simple;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The network of rectified linear units that starts from the identity, {@code irnn}, with a method
 * for each setting. For its rule, and the default and bounds of each setting, see {@link
 * IrnnCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Irnn extends Chosen<Cell> {
  private Irnn(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: the identity itself. */
  public static Irnn cell() {
    return new Irnn(Chosen.of(PluginKind.CELL, new IrnnCellProvider()));
  }

  /** The factor on the identity that the recurrent matrix starts from. */
  public Irnn gain(double gain) {
    return with("gain", gain);
  }

  /** The standard deviation of the initial input matrix. */
  public Irnn inputDeviation(double deviation) {
    return with("input-deviation", deviation);
  }

  @Override
  public Irnn with(String option, Object value) {
    return new Irnn(super.with(option, value));
  }
}
