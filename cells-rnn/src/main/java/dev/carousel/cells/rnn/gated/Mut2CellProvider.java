package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.gated.MutCell.Variant;

/** Provides the second unit of {@link MutCell} as {@code mut2}. */
public final class Mut2CellProvider extends MutCellProvider {
  /** For the service loader. */
  public Mut2CellProvider() {
    super(Variant.MUT2);
  }

  @Override
  public String description() {
    return "mutated unit 2: a GRU whose reset gate reads the plain input (Jozefowicz 2015)";
  }
}
