package dev.carousel.cells.lstm;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;

/** Provides {@link LstmCell} as {@code lstm}. */
public final class LstmCellProvider implements CellProvider {
  @Override
  public String id() {
    return "lstm";
  }

  @Override
  public String description() {
    return "long short-term memory with a forget gate (Hochreiter 1997, Gers 2000)";
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.real("forget-bias", 1, -20, 20, "what the forget gate's bias starts at"));
    options.add(
        OptionSpec.real(
            "chrono",
            0,
            0,
            1e6,
            "longest lag in steps to spread the gates' biases to, instead of forget-bias; 0 for off"));
    options.add(
        OptionSpec.toggle("peepholes", false, "whether the gates see the cell state (Gers 2000)"));
    options.add(
        OptionSpec.toggle("coupled", false, "whether the input gate is 1 - forget (Greff 2017)"));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new LstmCell(
        RecurrentInit.of(options),
        options.real("forget-bias"),
        options.real("chrono"),
        options.toggle("peepholes"),
        options.toggle("coupled"));
  }
}
