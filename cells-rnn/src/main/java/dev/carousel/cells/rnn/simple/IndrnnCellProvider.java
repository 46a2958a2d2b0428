package dev.carousel.cells.rnn.simple;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.ChoiceRole;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link IndrnnCell} as {@code indrnn}. */
public final class IndrnnCellProvider implements CellProvider {
  private static final double MAGNITUDE = 2;

  @Override
  public String id() {
    return "indrnn";
  }

  @Override
  public String description() {
    return "independent units: each reads its own last state only (Li 2018)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice("activation", Activation.RELU, Activation.class, "the function phi")
            .as(OptionRole.ACTIVATION)
            .meaning(Activation.TANH, ChoiceRole.BOUNDED)
            .meaning(Activation.RELU, ChoiceRole.ONE_SIDED),
        OptionSpec.integer(
            "longest-lag",
            0,
            0,
            1_000_000_000,
            "longest lag in steps, which sets the bound magnitude^(1/longest-lag) of u; 0 for the"
                + " bound 1"),
        OptionSpec.real(
            "magnitude",
            MAGNITUDE,
            1e-6,
            1e6,
            "largest growth of an error over the longest lag; needs longest-lag"),
        OptionSpec.real("low", 0, -1, 1, "least initial weight u, as a share of its bound"),
        OptionSpec.real("high", 1, -1, 1, "largest initial weight u, as a share of its bound"),
        OptionSpec.toggle(
            "clamp",
            false,
            "whether each step limits u to its bound; a unit beyond it has no gradient of u"));
  }

  @Override
  public Cell create(Options options) {
    double low = options.real("low");
    double high = options.real("high");
    int lag = options.integer("longest-lag");
    double magnitude = options.real("magnitude");
    if (low > high) {
      throw CarouselException.usage("Options 'low' and 'high' of the cell indrnn contradict.")
          .expected("low of at most high")
          .found("low=" + low + ", high=" + high)
          .mend("low=" + high + ",high=" + low)
          .build();
    }
    if (lag == 0 && magnitude != MAGNITUDE) {
      throw CarouselException.usage("Option 'magnitude' of the cell indrnn needs 'longest-lag'.")
          .expected("longest-lag of at least 1 step, with the bound magnitude^(1/longest-lag)")
          .found("magnitude=" + magnitude + ", longest-lag=0, with the bound 1")
          .mend("longest-lag=T with the longest lag of the task in steps, or leave magnitude out")
          .build();
    }
    return new IndrnnCell(
        options.choice("activation", Activation.class),
        low,
        high,
        lag,
        magnitude,
        options.toggle("clamp"));
  }
}
