package dev.carousel.cells.rnn;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.List;
import java.util.Set;

/** Provides {@link ResetBeforeGruCell} as {@code gru-reset-before}. */
public final class ResetBeforeGruCellProvider implements CellProvider {
  @Override
  public String id() {
    return "gru-reset-before";
  }

  @Override
  public String description() {
    return "gated recurrent unit, reset before the product, as in the paper and ONNX (Cho 2014)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED, PluginRole.BOUNDED_STATE);
  }

  @Override
  public List<OptionSpec> options() {
    return RecurrentInit.options();
  }

  @Override
  public Cell create(Options options) {
    return new ResetBeforeGruCell(RecurrentInit.of(options));
  }
}
