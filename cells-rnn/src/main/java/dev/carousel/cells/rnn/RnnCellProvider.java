package dev.carousel.cells.rnn;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.ChoiceRole;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;

/** Provides {@link RnnCell} as {@code rnn}. */
public final class RnnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "rnn";
  }

  @Override
  public String description() {
    return "vanilla recurrent cell: h' = phi(Wx x + Wh h + b) (Elman 1990)";
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.choice("activation", Activation.TANH, Activation.class, "the function phi")
            .as(OptionRole.ACTIVATION)
            .meaning(Activation.TANH, ChoiceRole.BOUNDED)
            .meaning(Activation.RELU, ChoiceRole.ONE_SIDED));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new RnnCell(options.choice("activation", Activation.class), RecurrentInit.of(options));
  }
}
