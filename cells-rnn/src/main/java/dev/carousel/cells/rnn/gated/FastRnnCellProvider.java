package dev.carousel.cells.rnn.gated;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link FastRnnCell} as {@code fastrnn}. */
public final class FastRnnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "fastrnn";
  }

  @Override
  public String description() {
    return "vanilla network with a trained weight for the old and the new state (Kusupati 2018)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(
                "keep-bias",
                3,
                -15,
                15,
                "initial beta: sigmoid(beta) of the state is kept; alpha starts at its negative")
            .as(OptionRole.MEMORY_BIAS, "keep"),
        OptionSpec.real("gain", 1, 0, 100, "factor on the initial recurrent matrix")
            .as(OptionRole.RECURRENT_GAIN));
  }

  @Override
  public Cell create(Options options) {
    return new FastRnnCell(options.real("keep-bias"), options.real("gain"));
  }
}
