package dev.carousel.cells.rnn.orthogonal;

import dev.carousel.cells.rnn.orthogonal.HouseholderCell.Activation;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.ChoiceRole;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link HouseholderCell} as {@code householder}. */
public final class HouseholderCellProvider implements CellProvider {
  @Override
  public String id() {
    return "householder";
  }

  @Override
  public String description() {
    return "orthogonal recurrent matrix, as a product of Householder reflections (Mhammedi 2017)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integer(
            "reflections", 16, 1, 1000, "number of reflections whose product is the matrix"),
        OptionSpec.choice("activation", Activation.TANH, Activation.class, "the function phi")
            .as(OptionRole.ACTIVATION)
            .meaning(Activation.TANH, ChoiceRole.BOUNDED)
            .meaning(Activation.RELU, ChoiceRole.ONE_SIDED));
  }

  @Override
  public Cell create(Options options) {
    return new HouseholderCell(
        options.integer("reflections"), options.choice("activation", Activation.class));
  }
}
