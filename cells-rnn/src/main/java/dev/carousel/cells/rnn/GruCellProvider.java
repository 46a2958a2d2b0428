package dev.carousel.cells.rnn;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.List;
import java.util.Set;

/** Provides {@link GruCell} as {@code gru}. */
public final class GruCellProvider implements CellProvider {
  @Override
  public String id() {
    return "gru";
  }

  @Override
  public String description() {
    return "gated recurrent unit, reset after the product, as in PyTorch and Keras (Cho 2014)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.PROPOSED, PluginRole.GATED, PluginRole.BOUNDED_STATE);
  }

  @Override
  public List<OptionSpec> options() {
    return RecurrentInit.options();
  }

  @Override
  public Cell create(Options options) {
    return new GruCell(RecurrentInit.of(options));
  }
}
