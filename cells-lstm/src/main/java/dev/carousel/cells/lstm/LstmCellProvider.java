package dev.carousel.cells.lstm;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link LstmCell} as {@code lstm}. */
public final class LstmCellProvider implements CellProvider {
  private static final double SHORTEST_CHRONO_LAG = 3;

  @Override
  public String id() {
    return "lstm";
  }

  @Override
  public String description() {
    return "long short-term memory with a forget gate (Hochreiter 1997, Gers 2000)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.PROPOSED, PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.real("forget-bias", 1, -20, 20, "initial bias of the forget gate")
            .as(OptionRole.MEMORY_BIAS, "forget"));
    options.add(
        OptionSpec.real(
                "chrono",
                0,
                0,
                1e6,
                "longest lag in steps, at least 3, over which to spread the gates' biases, "
                    + "instead of forget-bias; 0 for off")
            .as(OptionRole.MEMORY_SPAN, "input"));
    options.add(
        OptionSpec.toggle(
            "peepholes", false, "whether the gates also read the cell state (Gers " + "2000)"));
    options.add(
        OptionSpec.toggle("coupled", false, "whether the input gate is 1 - forget (Greff 2017)")
            .as(OptionRole.INPUT_COUPLING, "input"));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new LstmCell(
        RecurrentInit.of(options),
        options.real("forget-bias"),
        chronoLag(options.real("chrono")),
        options.toggle("peepholes"),
        options.toggle("coupled"));
  }

  /** The biases are logarithms of lags from 1 to one less than the longest: 2 leaves no spread. */
  private static double chronoLag(double longest) {
    if (longest != 0 && longest < SHORTEST_CHRONO_LAG) {
      throw CarouselException.usage("Option 'chrono' of the cell lstm is wrong.")
          .expected("0 for off, or a lag of at least 3 steps")
          .found(longest)
          .mend("chrono=0, or the longest lag of the task in steps")
          .build();
    }
    return longest;
  }
}
