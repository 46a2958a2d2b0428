package dev.carousel.cells.lstm.variant;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Provides {@link Lstm1997Cell} as {@code lstm-1997}. */
public final class Lstm1997CellProvider implements CellProvider {
  private static final double NEARLY_CLOSED = -1;

  @Override
  public String id() {
    return "lstm-1997";
  }

  @Override
  public String description() {
    return "the first long short-term memory, without a forget gate (Hochreiter 1997)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(biases("input-bias", "input"));
    options.add(biases("output-bias", "output"));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  private static OptionSpec biases(String option, String gates) {
    return OptionSpec.reals(
        option,
        new double[] {NEARLY_CLOSED},
        -15,
        15,
        "initial biases of the "
            + gates
            + " gates; several are spread over the units in order, as in -1/-3/-5");
  }

  @Override
  public Cell create(Options options) {
    return new Lstm1997Cell(
        RecurrentInit.of(options), list(options, "input-bias"), list(options, "output-bias"));
  }

  private static List<Double> list(Options options, String option) {
    return Arrays.stream(options.reals(option)).boxed().toList();
  }
}
