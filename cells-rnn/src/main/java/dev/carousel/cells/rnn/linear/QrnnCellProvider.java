package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.linear.QrnnCell.Pooling;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link QrnnCell} as {@code qrnn}. */
public final class QrnnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "qrnn";
  }

  @Override
  public String description() {
    return "quasi-recurrent network: gates read a window of the input only (Bradbury 2017)";
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
            "pooling",
            Pooling.FO,
            Pooling.class,
            "the gates: f forgets, o shows the state, i lets the input in"));
    options.add(
        OptionSpec.integer("window", 2, 1, 2, "how many steps of the input are read at each step"));
    options.addAll(KeepBias.options(0, "input"));
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new QrnnCell(
        options.choice("pooling", Pooling.class),
        options.integer("window"),
        KeepBias.of(id(), options));
  }
}
