package dev.carousel.cells.rnn.linear;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link LmuCell} as {@code lmu}. */
public final class LmuCellProvider implements CellProvider {
  private static final int ORDER = 16;
  private static final int LARGEST_ORDER = 256;
  private static final double WINDOW = 100;

  @Override
  public String id() {
    return "lmu";
  }

  @Override
  public String description() {
    return "Legendre memory unit: a fixed linear memory of the last steps (Voelker 2019)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integer(
            "order", ORDER, 1, LARGEST_ORDER, "number of Legendre coefficients of the memory"),
        OptionSpec.real("theta", WINDOW, 0.1, 1e6, "length of the memory's window in steps"));
  }

  @Override
  public Cell create(Options options) {
    return new LmuCell(options.integer("order"), options.real("theta"));
  }
}
