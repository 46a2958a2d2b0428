package dev.carousel.optimizers.schedule;

import dev.carousel.spi.Options;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;

/** The factor 1 at every update. */
public final class ConstantProvider implements ScheduleProvider {
  @Override
  public String id() {
    return "constant";
  }

  @Override
  public String description() {
    return "The same step size at every update";
  }

  @Override
  public Schedule create(Options options) {
    return Schedule.constant();
  }
}
