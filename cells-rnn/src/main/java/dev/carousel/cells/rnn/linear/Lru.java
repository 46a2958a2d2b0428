package dev.carousel.cells.rnn.linear;

import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The linear recurrent unit, {@code lru}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link LruCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class Lru extends Chosen<Cell> {
  private Lru(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: moduli from 0.9 to 0.999, any phase. */
  public static Lru cell() {
    return new Lru(Chosen.of(PluginKind.CELL, new LruCellProvider()));
  }

  /** The smallest modulus at the start. */
  public Lru rMin(double modulus) {
    return with("r-min", modulus);
  }

  /** The largest modulus at the start. */
  public Lru rMax(double modulus) {
    return with("r-max", modulus);
  }

  /** The largest phase at the start, in radians for each step. */
  public Lru maxPhase(double phase) {
    return with("max-phase", phase);
  }

  @Override
  public Lru with(String option, Object value) {
    return new Lru(super.with(option, value));
  }
}
