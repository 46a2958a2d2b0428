package dev.carousel.cells.lstm.variant;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.cells.lstm.variant.GreffLstmCell.Variant;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.PluginRole;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Provides {@link GreffLstmCell} as {@code greff-lstm}. */
public final class GreffLstmCellProvider implements CellProvider {
  private static final double FORGET_BIAS = 1;

  @Override
  public String id() {
    return "greff-lstm";
  }

  @Override
  public String description() {
    return "LSTM with peepholes, and eight variants that each change one part (Greff 2017)";
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
            "variant",
            Variant.VANILLA,
            Variant.class,
            "no input (nig), forget (nfg) or output gate (nog); no input (niaf) or output "
                + "activation function (noaf); coupled gates (cifg); no peepholes (np); full gate "
                + "recurrence (fgr)"));
    options.add(
        MemoryStart.forgetBias(FORGET_BIAS, "initial bias of the forget gate; not for nfg"));
    options.addAll(RecurrentInit.options());
    return List.copyOf(options);
  }

  @Override
  public Cell create(Options options) {
    Variant variant = options.choice("variant", Variant.class);
    double forgetBias = MemoryStart.forgetBias(options);
    if (variant == Variant.NFG && forgetBias != FORGET_BIAS) {
      throw CarouselException.usage("Option 'forget-bias' of the cell greff-lstm has no effect.")
          .expected("no forget-bias with variant=nfg, which has no forget gate")
          .found("forget-bias=" + OptionSpec.text(forgetBias))
          .mend("leave forget-bias out, or take another variant")
          .build();
    }
    return new GreffLstmCell(RecurrentInit.of(options), variant, forgetBias);
  }
}
