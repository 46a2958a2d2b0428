package dev.carousel.cells.rnn.simple;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link IrnnCell} as {@code irnn}. */
public final class IrnnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "irnn";
  }

  @Override
  public String description() {
    return "relu network whose recurrent matrix starts as the identity (Le 2015)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real("gain", 1, 0, 100, "factor on the identity that the matrix starts from")
            .as(OptionRole.RECURRENT_GAIN),
        OptionSpec.positive(
            "input-deviation", 0.001, 10, "standard deviation of the initial input matrix"));
  }

  @Override
  public Cell create(Options options) {
    return new IrnnCell(options.real("gain"), options.real("input-deviation"));
  }
}
