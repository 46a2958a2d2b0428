package dev.carousel.optimizers.schedule;

import dev.carousel.spi.Schedule;

/** A staircase; the equation is in {@link StepProvider}. */
record StepDecaySchedule(int every, double gamma) implements Schedule {
  @Override
  public double factor(long update, long plannedUpdates) {
    long stair = update / every;
    return Math.pow(gamma, (double) stair);
  }
}
