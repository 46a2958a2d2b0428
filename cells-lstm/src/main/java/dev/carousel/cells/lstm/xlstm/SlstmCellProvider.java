package dev.carousel.cells.lstm.xlstm;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Heads;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/** Provides {@link SlstmCell} as {@code slstm}. */
public final class SlstmCellProvider implements CellProvider {
  @Override
  public String id() {
    return "slstm";
  }

  @Override
  public String description() {
    return "LSTM with an exponential input gate, heads and a stabiliser (Beck 2024)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        Heads.option(),
        OptionSpec.choice(
            "forget", ForgetGate.SIGMOID, ForgetGate.class, "the function of the forget gate"),
        OptionSpec.real(
            "depth",
            0,
            0,
            1,
            "where the layer stands in its stack, from 0 (first) to 1 (last); "
                + "deeper ones start with more units that remember"),
        MemoryStart.chrono(""));
  }

  @Override
  public Cell create(Options options) {
    return new SlstmCell(
        Heads.of(options),
        options.choice("forget", ForgetGate.class),
        options.real("depth"),
        MemoryStart.chronoLag(id(), options));
  }
}
