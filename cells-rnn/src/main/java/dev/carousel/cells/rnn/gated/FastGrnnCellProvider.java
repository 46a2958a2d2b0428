package dev.carousel.cells.rnn.gated;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link FastGrnnCell} as {@code fastgrnn}. */
public final class FastGrnnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "fastgrnn";
  }

  @Override
  public String description() {
    return "gated FastRNN: gate and candidate share their matrices (Kusupati 2018)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>(KeepBias.options(1));
    options.add(
        OptionSpec.real("gain", 1, 0, 100, "factor on the initial recurrent matrix")
            .as(OptionRole.RECURRENT_GAIN));
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new FastGrnnCell(KeepBias.of(id(), options), options.real("gain"));
  }
}
