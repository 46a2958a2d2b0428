package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.gated.MutCell.Variant;

/** Provides the first unit of {@link MutCell} as {@code mut1}. */
public final class Mut1CellProvider extends MutCellProvider {
  /** For the service loader. */
  public Mut1CellProvider() {
    super(Variant.MUT1);
  }

  @Override
  public String description() {
    return "mutated unit 1: a GRU whose update gate reads the input only (Jozefowicz 2015)";
  }
}
