package dev.carousel.cells.lstm.norm;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.cells.lstm.norm.LayerNormLstmCell.Norm;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link LayerNormLstmCell} as {@code ln-lstm}. */
public final class LayerNormLstmCellProvider implements CellProvider {
  @Override
  public String id() {
    return "ln-lstm";
  }

  @Override
  public String description() {
    return "LSTM with layer normalisation of the gates' sums and of the cell state (Ba 2016)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.choice(
            "norms",
            Norm.LAYER,
            Norm.class,
            "what is normalised: the maps of x of all gates and those of h (layer), or the sum "
                + "of each gate (gate)"));
    options.add(MemoryStart.forgetBias(1));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new LayerNormLstmCell(
        RecurrentInit.of(options),
        options.choice("norms", Norm.class),
        MemoryStart.forgetBias(options));
  }
}
