package dev.carousel.optimizers.schedule;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import java.util.List;

/**
 * Lowers the step size when the validation loss no longer falls, in PyTorch's form ({@code
 * ReduceLROnPlateau} in its mode min, with the relative threshold, same defaults). After each
 * validation:
 *
 * <pre>
 *   good      if loss &lt; best - threshold * |best|, or it is the first: best = loss, bad = 0
 *   otherwise bad = bad + 1; but bad = 0 in the {@code cooldown} validations after a reduction
 *   if bad &gt; patience: factor = max(gamma * factor, min), bad = 0
 * </pre>
 *
 * The factor is a function of the losses of all validations so far, which a checkpoint holds, so a
 * resumed run has the same. A validation is made every {@code --evaluate-every} updates, and after
 * each epoch. PyTorch has {@code best * (1 - threshold)}, which is the same for losses above 0.
 */
public final class PlateauProvider implements ScheduleProvider {
  private static final String GAMMA = "gamma";
  private static final String PATIENCE = "patience";
  private static final String THRESHOLD = "threshold";
  private static final String COOLDOWN = "cooldown";
  private static final String MIN = "min";
  private static final int MOST = 1_000_000_000;

  @Override
  public String id() {
    return "plateau";
  }

  @Override
  public String description() {
    return "Lowers the step size when the validation loss no longer falls";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.reduction(GAMMA, 0.1, "The factor on the step size at each reduction"),
        OptionSpec.integer(
            PATIENCE, 10, 0, MOST, "Validations without improvement before a reduction"),
        OptionSpec.share(THRESHOLD, 1e-4, "The relative fall of the loss that counts"),
        OptionSpec.integer(COOLDOWN, 0, 0, MOST, "Validations after a reduction that do not count"),
        OptionSpec.share(MIN, 0, "The smallest factor on the step size"));
  }

  @Override
  public Schedule create(Options options) {
    return new PlateauSchedule(
        options.real(GAMMA),
        options.integer(PATIENCE),
        options.real(THRESHOLD),
        options.integer(COOLDOWN),
        options.real(MIN));
  }
}
