package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link MguCell} as {@code mgu}. */
public final class MguCellProvider implements CellProvider {
  @Override
  public String id() {
    return "mgu";
  }

  @Override
  public String description() {
    return "minimal gated unit: one gate forgets the state and what the candidate reads (Zhou"
        + " 2016)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED, PluginRole.BOUNDED_STATE);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>(KeepBias.options(1));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new MguCell(RecurrentInit.of(options), KeepBias.of(id(), options));
  }
}
