package dev.carousel.cells.lstm.xlstm;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Heads;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/** Provides {@link MlstmCell} as {@code mlstm}. */
public final class MlstmCellProvider implements CellProvider {
  @Override
  public String id() {
    return "mlstm";
  }

  @Override
  public String description() {
    return "LSTM with a matrix memory of keys and values, and exponential gates (Beck 2024)";
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
            "forget", ForgetGate.SIGMOID, ForgetGate.class, "the function of the forget gate"));
  }

  @Override
  public Cell create(Options options) {
    return new MlstmCell(Heads.of(options), options.choice("forget", ForgetGate.class));
  }
}
