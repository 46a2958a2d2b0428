package dev.carousel.cells.rnn.ode;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link LemCell} as {@code lem}. */
public final class LemCellProvider implements CellProvider {
  @Override
  public String id() {
    return "lem";
  }

  @Override
  public String description() {
    return "long expressive memory: two states on learnt time-scales (Rusch 2022)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED, PluginRole.BOUNDED_STATE);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.real("dt", 1, 1e-6, 1, "longest time step of a state").as(OptionRole.TIME_STEP));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new LemCell(options.real("dt"), RecurrentInit.of(options));
  }
}
