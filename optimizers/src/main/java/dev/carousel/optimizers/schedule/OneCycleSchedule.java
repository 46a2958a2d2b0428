package dev.carousel.optimizers.schedule;

import dev.carousel.spi.Schedule;

/** Up and down once; the equations are in {@link OneCycleProvider}. */
record OneCycleSchedule(
    double rise, double start, double last, OneCycle.Shape shape, boolean threePhase, int updates)
    implements Schedule {

  @Override
  public double factor(long update, long plannedUpdates) {
    long length = RunLength.of(OneCycleProvider.ID, updates, plannedUpdates);
    double top = rise * length - 1;
    double end = length - 1.0;
    if (update <= top) {
      return shape.between(start, 1, update / top);
    }
    if (!threePhase) {
      return shape.between(1, last, share(update, top, end));
    }
    double back = 2 * rise * length - 2;
    return update <= back
        ? shape.between(1, start, share(update, top, back))
        : shape.between(start, last, share(update, back, end));
  }

  /** The share of the way; at its end if it has no length, or lies behind. */
  private static double share(long update, double from, double to) {
    return update >= to ? 1 : (update - from) / (to - from);
  }
}
