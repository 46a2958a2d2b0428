package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/** Provides {@link NbrcCell} as {@code nbrc}. */
public final class NbrcCellProvider implements CellProvider {
  @Override
  public String id() {
    return "nbrc";
  }

  @Override
  public String description() {
    return "neuromodulated bistable cell: units set each other's feedback (Vecoven 2021)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED, PluginRole.BOUNDED_STATE);
  }

  @Override
  public List<OptionSpec> options() {
    return KeepBias.options(0);
  }

  @Override
  public Cell create(Options options) {
    return new NbrcCell(KeepBias.of(id(), options));
  }
}
