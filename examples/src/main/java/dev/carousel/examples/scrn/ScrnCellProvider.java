package dev.carousel.examples.scrn;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** Provides {@link ScrnCell} as {@code scrn}. */
public final class ScrnCellProvider implements CellProvider {
  @Override
  public String id() {
    return "scrn";
  }

  @Override
  public String description() {
    return "structurally constrained network: a hidden state and a slow context (Mikolov 2015)";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real("share", 0.05, 1e-6, 1, "part of the context that a step replaces")
            .as(OptionRole.TIME_STEP));
  }

  @Override
  public Cell create(Options options) {
    return new ScrnCell(options.real("share"));
  }
}
