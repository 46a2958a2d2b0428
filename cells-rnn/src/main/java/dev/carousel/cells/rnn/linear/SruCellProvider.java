package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link SruCell} as {@code sru}. */
public final class SruCellProvider implements CellProvider {
  @Override
  public String id() {
    return "sru";
  }

  @Override
  public String description() {
    return "simple recurrent unit: gates read their own unit only, highway output (Lei 2018)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>(KeepBias.options(0));
    options.add(
        OptionSpec.real(
            "highway-bias",
            0,
            -10,
            10,
            "initial bias of the gate from the input (low) to the state (high) in the output"));
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new SruCell(KeepBias.of(id(), options), options.real("highway-bias"));
  }
}
