package dev.carousel.optimizers.schedule;

import dev.carousel.spi.Schedule;

/** A ramp, then level; the equation is in {@link LinearWarmupProvider}. */
record LinearWarmupSchedule(int updates) implements Schedule {
  @Override
  public double factor(long update, long plannedUpdates) {
    return update < updates ? (update + 1.0) / updates : 1;
  }
}
