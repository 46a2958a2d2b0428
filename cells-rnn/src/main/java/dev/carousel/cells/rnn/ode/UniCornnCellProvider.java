package dev.carousel.cells.rnn.ode;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link UniCornnCell} as {@code unicornn}. The defaults are the authors' for pixels. */
public final class UniCornnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "unicornn";
  }

  @Override
  public String description() {
    return "undamped independent oscillators with learnt time steps (Rusch and Mishra 2021)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real("dt", 0.19, 1e-6, 1, "longest time step of a unit"),
        OptionSpec.real(
            "alpha", 30.65, 0, 1000, "stiffness: a unit turns by about dt sqrt(alpha) / 2 a step"));
  }

  @Override
  public Cell create(Options options) {
    return new UniCornnCell(options.real("dt"), options.real("alpha"));
  }
}
