package dev.carousel.cells.rnn.linear;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.ArrayList;
import java.util.List;

/** Provides {@link LruCell} as {@code lru}. */
public final class LruCellProvider implements CellProvider {
  private static final double FULL_TURN = 6.28;

  @Override
  public String id() {
    return "lru";
  }

  @Override
  public String description() {
    return "linear recurrent unit: a complex diagonal recurrence (Orvieto 2023)";
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>(Ring.options());
    options.add(
        OptionSpec.real(
            "max-phase",
            FULL_TURN,
            1e-6,
            FULL_TURN,
            "largest phase at the start, in radians for each step"));
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new LruCell(Ring.of(id(), options), options.real("max-phase"));
  }
}
