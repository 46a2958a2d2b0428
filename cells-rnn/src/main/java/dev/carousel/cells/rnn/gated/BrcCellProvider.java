package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/** Provides {@link BrcCell} as {@code brc}. */
public final class BrcCellProvider implements CellProvider {
  @Override
  public String id() {
    return "brc";
  }

  @Override
  public String description() {
    return "bistable recurrent cell: each unit has its own feedback and can latch (Vecoven 2021)";
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
    return new BrcCell(KeepBias.of(id(), options));
  }
}
