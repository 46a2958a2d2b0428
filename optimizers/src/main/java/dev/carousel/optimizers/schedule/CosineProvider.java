package dev.carousel.optimizers.schedule;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import java.util.List;

/**
 * Half a cosine from 1 down to {@code final} over N updates, and {@code final} from then on:
 *
 * <pre>
 *   factor = final + (1 - final) * (1 + cos(pi * min(update, N) / N)) / 2
 * </pre>
 *
 * N is the option {@code updates}, or otherwise the number of updates that the run plans. A run
 * without either is refused at its first update with a usage error. This is the closed form of
 * PyTorch's {@code CosineAnnealingLR}, except that PyTorch's rises again after N.
 *
 * <p>Source: Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts",
 * without the restarts.
 */
public final class CosineProvider implements ScheduleProvider {
  static final String ID = "cosine";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Lowers the step size along half a cosine";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.share("final", 0, "The factor on the step size at the end"), RunLength.option());
  }

  @Override
  public Schedule create(Options options) {
    return new CosineSchedule(options.real("final"), options.integer(RunLength.UPDATES));
  }
}
