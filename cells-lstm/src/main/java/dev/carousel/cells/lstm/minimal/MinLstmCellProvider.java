package dev.carousel.cells.lstm.minimal;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.cells.lstm.minimal.MinLstmCell.Candidate;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import java.util.List;
import java.util.Set;

/** Provides {@link MinLstmCell} as {@code minlstm}. */
public final class MinLstmCellProvider implements CellProvider {
  @Override
  public String id() {
    return "minlstm";
  }

  @Override
  public String description() {
    return "minimal LSTM: a linear recurrence whose gates read the input alone (Feng 2024)";
  }

  @Override
  public Set<PluginRole> roles() {
    return Set.of(PluginRole.GATED);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
            "candidate",
            Candidate.G,
            Candidate.class,
            "the function of the candidate: plain for none, g for a positive one"),
        MemoryStart.forgetBias(
            0, "initial bias of the forget gate; the input gate starts from its negative"),
        MemoryStart.chrono("input"));
  }

  @Override
  public Cell create(Options options) {
    return new MinLstmCell(
        options.choice("candidate", Candidate.class),
        MemoryStart.forgetBias(options),
        MemoryStart.chronoLag(id(), options));
  }
}
