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

/** Provides {@link CfnCell} as {@code cfn}. */
public final class CfnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "cfn";
  }

  @Override
  public String description() {
    return "chaos-free network: without input every state returns to 0 (Laurent 2017)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>(KeepBias.options(1, "input"));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new CfnCell(RecurrentInit.of(options), KeepBias.of(id(), options));
  }
}
