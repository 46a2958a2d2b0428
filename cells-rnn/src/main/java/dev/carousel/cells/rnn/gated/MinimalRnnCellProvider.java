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

/** Provides {@link MinimalRnnCell} as {@code minimal}. */
public final class MinimalRnnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "minimal";
  }

  @Override
  public String description() {
    return "MinimalRNN: the input is encoded apart, one gate mixes it with the state (Chen 2017)";
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
    return new MinimalRnnCell(RecurrentInit.of(options), KeepBias.of(id(), options));
  }
}
