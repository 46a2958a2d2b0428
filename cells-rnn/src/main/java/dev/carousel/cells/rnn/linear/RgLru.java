package dev.carousel.cells.rnn.linear;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The real-gated linear recurrent unit, {@code rg-lru}, with a method for each setting. For its
 * rule, and the default and bounds of each setting, see {@link RgLruCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class RgLru extends Chosen<Cell> {
  private RgLru(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: 4 heads where possible, moduli from 0.9 to 0.999. */
  public static RgLru cell() {
    return new RgLru(Chosen.of(PluginKind.CELL, new RgLruCellProvider()));
  }

  /** The number of heads, which divides the units; 0 for 4 where possible, else 2 or 1. */
  public RgLru heads(int heads) {
    return with("heads", heads);
  }

  /** The smallest modulus at the start. */
  public RgLru rMin(double modulus) {
    return with("r-min", modulus);
  }

  /** The largest modulus at the start. */
  public RgLru rMax(double modulus) {
    return with("r-max", modulus);
  }

  @Override
  public RgLru with(String option, Object value) {
    return new RgLru(super.with(option, value));
  }
}
