package dev.carousel.optimizers.schedule;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import java.util.List;

/**
 * A linear ramp, then constant: {@code factor = min(1, (update + 1) / updates)}. The first update
 * already uses {@code 1 / updates} of the full step. This is PyTorch's {@code LinearLR} from {@code
 * 1 / updates} over {@code updates - 1} steps.
 *
 * <p>Source: Goyal et al. 2017, "Accurate, large minibatch SGD".
 */
public final class LinearWarmupProvider implements ScheduleProvider {
  @Override
  public String id() {
    return "linear-warmup";
  }

  @Override
  public String description() {
    return "Raises the step size linearly over the first updates, then keeps it";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integer(
            "updates", 100, 1, Integer.MAX_VALUE, "Number of updates " + "of the ramp"));
  }

  @Override
  public Schedule create(Options options) {
    return new LinearWarmupSchedule(options.integer("updates"));
  }
}
