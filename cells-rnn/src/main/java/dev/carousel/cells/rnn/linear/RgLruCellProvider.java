package dev.carousel.cells.rnn.linear;

import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.Heads;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link RgLruCell} as {@code rg-lru}. */
public final class RgLruCellProvider implements CellProvider {
  @Override
  public String id() {
    return "rg-lru";
  }

  @Override
  public String description() {
    return "real-gated linear recurrent unit, whose decay reads the input (De 2024, Griffin)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(Heads.option());
    options.addAll(Ring.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new RgLruCell(Heads.of(options), Ring.of(id(), options));
  }
}
