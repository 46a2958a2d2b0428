package dev.carousel.cells.lstm;

import dev.carousel.cells.lstm.internal.MemoryStart;
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
    options.add(MemoryStart.forgetBias(1));
    options.add(MemoryStart.chrono("input"));
    options.add(
        OptionSpec.toggle(
            "peepholes", false, "whether the gates also read the cell state (Gers 2000)"));
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
        MemoryStart.forgetBias(options),
        MemoryStart.chronoLag(id(), options),
        options.toggle("peepholes"),
        options.toggle("coupled"));
  }
}
