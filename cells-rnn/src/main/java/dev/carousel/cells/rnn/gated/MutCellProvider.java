package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.gated.MutCell.Variant;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the providers of the three units of {@link MutCell} share. */
abstract sealed class MutCellProvider implements CellProvider
    permits Mut1CellProvider, Mut2CellProvider, Mut3CellProvider {
  private final Variant variant;

  MutCellProvider(Variant variant) {
    this.variant = variant;
  }

  @Override
  public String id() {
    return OptionSpec.text(variant);
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED, PluginRole.BOUNDED_STATE);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>(KeepBias.options(0));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new MutCell(variant, RecurrentInit.of(options), KeepBias.of(id(), options));
  }
}
