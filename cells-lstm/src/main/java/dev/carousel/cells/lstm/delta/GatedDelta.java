package dev.carousel.cells.lstm.delta;

import dev.carousel.cells.lstm.delta.GatedDeltaCell.Output;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Cell;

/**
 * The gated delta rule, {@code gated-delta}, with a method for each setting. For its rule, and the
 * default and bounds of each setting, see {@link GatedDeltaCellProvider}.
 *
 * <p>Immutable: each setting returns a new one.
 */
public final class GatedDelta extends Chosen<Cell> {
  private GatedDelta(Chosen<Cell> values) {
    super(values);
  }

  /** The cell with its defaults: 4 heads where possible, a gated output. */
  public static GatedDelta cell() {
    return new GatedDelta(Chosen.of(PluginKind.CELL, new GatedDeltaCellProvider()));
  }

  /** The number of heads, which divides the units; 0 for 4 where possible, else 2 or 1. */
  public GatedDelta heads(int heads) {
    return with("heads", heads);
  }

  /** What the cell hands up. */
  public GatedDelta output(Output output) {
    return with("output", output);
  }

  @Override
  public GatedDelta with(String option, Object value) {
    return new GatedDelta(super.with(option, value));
  }
}
