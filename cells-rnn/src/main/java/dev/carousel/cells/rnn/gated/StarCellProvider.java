package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.gated.StarCell.Variant;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link StarCell} as {@code star}. */
public final class StarCellProvider implements CellProvider {
  @Override
  public String id() {
    return "star";
  }

  @Override
  public String description() {
    return "stackable recurrent cell: one gate, and a tanh around the new state (Turkoglu 2021)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED, PluginRole.BOUNDED_STATE);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.choice(
            "variant",
            Variant.PAPER,
            Variant.class,
            "the equations of the paper, or those of the authors' code"));
    options.addAll(KeepBias.options(1));
    options.add(
        OptionSpec.real("gain", 1, 0, 100, "factor on the initial recurrent matrix")
            .as(OptionRole.RECURRENT_GAIN));
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new StarCell(
        options.choice("variant", Variant.class), KeepBias.of(id(), options), options.real("gain"));
  }
}
