package dev.carousel.cells.lstm.delta;

import dev.carousel.cells.lstm.delta.GatedDeltaCell.Output;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Heads;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/** Provides {@link GatedDeltaCell} as {@code gated-delta}. */
public final class GatedDeltaCellProvider implements CellProvider {
  @Override
  public String id() {
    return "gated-delta";
  }

  @Override
  public String description() {
    return "matrix memory that replaces what it stored at a key, with decay (Yang 2024)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        Heads.option(),
        OptionSpec.choice(
            "output",
            Output.GATED,
            Output.class,
            "what is read from the memory: normalised and gated (gated), or as it is (plain)"));
  }

  @Override
  public Cell create(Options options) {
    return new GatedDeltaCell(Heads.of(options), options.choice("output", Output.class));
  }
}
