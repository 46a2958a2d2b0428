package dev.carousel.cells.rnn.ode;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link AntisymmetricCell} as {@code antisymmetric}. */
public final class AntisymmetricCellProvider implements CellProvider {
  @Override
  public String id() {
    return "antisymmetric";
  }

  @Override
  public String description() {
    return "antisymmetric network: small steps of a rotation that decays (Chang 2019)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real("eps", 0.1, 1e-6, 1, "step size"),
        OptionSpec.real("gamma", 0.01, 0, 100, "rate of decay, which keeps the step stable"),
        OptionSpec.toggle("gated", false, "whether a gate scales the step of each unit"),
        OptionSpec.real(
            "sigma", 1, 0, 100, "standard deviation of the initial matrix M, times sqrt(H)"));
  }

  @Override
  public Cell create(Options options) {
    return new AntisymmetricCell(
        options.real("eps"), options.real("gamma"), options.toggle("gated"), options.real("sigma"));
  }
}
