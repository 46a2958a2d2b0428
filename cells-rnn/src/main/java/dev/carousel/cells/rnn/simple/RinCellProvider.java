package dev.carousel.cells.rnn.simple;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link RinCell} as {@code rin}. */
public final class RinCellProvider implements CellProvider {
  @Override
  public String id() {
    return "rin";
  }

  @Override
  public String description() {
    return "relu network with a fixed identity beside its recurrent matrix (Hu 2018)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.positive(
            "input-deviation", 0.001, 10, "standard deviation of the initial input matrix"),
        OptionSpec.real(
            "recurrent-deviation",
            0.001,
            0,
            10,
            "standard deviation of the initial recurrent matrix"));
  }

  @Override
  public Cell create(Options options) {
    return new RinCell(options.real("input-deviation"), options.real("recurrent-deviation"));
  }
}
