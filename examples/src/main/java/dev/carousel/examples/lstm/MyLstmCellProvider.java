package dev.carousel.examples.lstm;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/** Provides {@link MyLstmCell} as {@code my-lstm}. */
public final class MyLstmCellProvider implements CellProvider {
  private static final String FORGET_BIAS = "forget-bias";

  @Override
  public String id() {
    return "my-lstm";
  }

  @Override
  public String description() {
    return "the built-in lstm as a plugin: the same equations, the same bits";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(FORGET_BIAS, 1, -20, 20, "initial bias of the forget gate")
            .as(OptionRole.MEMORY_BIAS, "forget"));
  }

  @Override
  public Cell create(Options options) {
    return new MyLstmCell(options.real(FORGET_BIAS));
  }
}
