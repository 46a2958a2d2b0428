package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.gated.MutCell.Variant;

/** Provides the third unit of {@link MutCell} as {@code mut3}. */
public final class Mut3CellProvider extends MutCellProvider {
  /** For the service loader. */
  public Mut3CellProvider() {
    super(Variant.MUT3);
  }

  @Override
  public String description() {
    return "mutated unit 3: a GRU whose update gate reads the tanh of the state (Jozefowicz 2015)";
  }
}
