package dev.carousel.optimizers.schedule;

import dev.carousel.spi.Schedule;

/** Half a cosine; the equation is in {@link CosineProvider}. */
record CosineSchedule(double last, int updates) implements Schedule {
  @Override
  public double factor(long update, long plannedUpdates) {
    long length = RunLength.of(CosineProvider.ID, updates, plannedUpdates);
    double progress = Math.min(1, (double) update / length);
    return last + (1 - last) * (1 + Math.cos(Math.PI * progress)) / 2;
  }
}
