package dev.carousel.cells.rnn.linear;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.cells.rnn.linear.MinGruCell.Candidate;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link MinGruCell} as {@code mingru}. */
public final class MinGruCellProvider implements CellProvider {
  @Override
  public String id() {
    return "mingru";
  }

  @Override
  public String description() {
    return "minimal GRU: gate and candidate read the input only, so steps can be joined (Feng"
        + " 2024)";
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
            "candidate",
            Candidate.G,
            Candidate.class,
            "the function of the candidate: plain for none, g for a positive one"));
    options.addAll(KeepBias.options(0));
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    return new MinGruCell(options.choice("candidate", Candidate.class), KeepBias.of(id(), options));
  }
}
