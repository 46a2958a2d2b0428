package dev.carousel.cells.lstm.variant;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link ProjectedLstmCell} as {@code lstm-projected}. */
public final class ProjectedLstmCellProvider implements CellProvider {
  private static final int LARGEST = 1_000_000;

  @Override
  public String id() {
    return "lstm-projected";
  }

  @Override
  public String description() {
    return "LSTM whose gates and layers above read a projection of its output (Sak 2014)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.integer(
            "proj-size",
            0,
            0,
            LARGEST,
            "size of the projection, which is the output; 0 for a quarter of the units"));
    options.add(MemoryStart.forgetBias(1));
    options.add(MemoryStart.chrono("input"));
    options.add(
        OptionSpec.toggle("peepholes", false, "whether the gates also read the cell state"));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new ProjectedLstmCell(
        RecurrentInit.of(options),
        options.integer("proj-size"),
        MemoryStart.forgetBias(options),
        MemoryStart.chronoLag(id(), options),
        options.toggle("peepholes"));
  }
}
