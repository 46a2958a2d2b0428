package dev.carousel.cells.lstm.minimal;

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

/** Provides {@link JanetCell} as {@code janet}. */
public final class JanetCellProvider implements CellProvider {
  @Override
  public String id() {
    return "janet";
  }

  @Override
  public String description() {
    return "LSTM with only the forget gate (van der Westhuizen 2018)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.real(
            "beta", 1, 0, 20, "how much more input is let in than the forget gate makes room for"));
    options.add(MemoryStart.forgetBias(1));
    options.add(MemoryStart.chrono(""));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new JanetCell(
        RecurrentInit.of(options),
        options.real("beta"),
        MemoryStart.forgetBias(options),
        MemoryStart.chronoLag(id(), options));
  }
}
