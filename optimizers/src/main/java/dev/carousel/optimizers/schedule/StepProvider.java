package dev.carousel.optimizers.schedule;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import java.util.List;

/**
 * A staircase: {@code factor = gamma^floor(update / every)}, as PyTorch's {@code StepLR} stepped at
 * each update.
 */
public final class StepProvider implements ScheduleProvider {
  @Override
  public String id() {
    return "step";
  }

  @Override
  public String description() {
    return "Multiplies the step size by gamma every so many updates";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integer(
            "every", 1000, 1, Integer.MAX_VALUE, "Number of updates between two " + "changes"),
        OptionSpec.reduction("gamma", 0.5, "Factor on the step size at each change"));
  }

  @Override
  public Schedule create(Options options) {
    return new StepDecaySchedule(options.integer("every"), options.real("gamma"));
  }
}
