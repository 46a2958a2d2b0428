package dev.carousel.cells.rnn.ode;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link CoRnnCell} as {@code cornn}. The defaults are the authors' for pixels. */
public final class CoRnnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "cornn";
  }

  @Override
  public String description() {
    return "coupled oscillatory network: damped oscillators that drive each other (Rusch 2021)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real("dt", 0.042, 1e-3, 1, "step size"),
        OptionSpec.real("gamma", 2.7, 0, 1000, "square of the oscillators' own frequency"),
        OptionSpec.real("epsilon", 4.7, 0, 1000, "damping of the oscillators"));
  }

  @Override
  public Cell create(Options options) {
    return new CoRnnCell(options.real("dt"), options.real("gamma"), options.real("epsilon"));
  }
}
