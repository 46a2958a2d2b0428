package dev.carousel.train.run;

import dev.carousel.spi.Schedule;

/** How the schedule of the step size changes when a run is resumed with another limit. */
public enum ScheduleEnd {
  /** It keeps the length planned at the start of the run, and after that its last value. */
  KEEP,
  /** It is spread over the new length: the step size jumps to the new schedule. */
  RESCALE;

  /** The number of updates that are checked to see whether the length matters. */
  private static final int PLACES = 1000;

  /**
   * The number of updates over which the schedule is spread: those planned before, or those planned
   * now.
   */
  public long length(long before, long now) {
    return this == KEEP ? before : now;
  }

  /**
   * A schedule spread over this number of updates, whatever the run plans; the same schedule if the
   * run plans just that.
   *
   * @param planned the number of updates that the run plans
   */
  public static Schedule over(Schedule schedule, long length, long planned) {
    return length == planned ? schedule : new Spread(schedule, length);
  }

  /** A schedule over its own number of updates. */
  private record Spread(Schedule schedule, long length) implements Schedule {
    @Override
    public double factor(long update, long planned) {
      return schedule.factor(update, length);
    }

    @Override
    public double factor(long update, long planned, double[] validLosses) {
      return schedule.factor(update, length, validLosses);
    }

    @Override
    public boolean readsValidations() {
      return schedule.readsValidations();
    }
  }

  /**
   * Whether two lengths give different step sizes at any of these updates.
   *
   * @param from the first update, inclusive
   * @param to the last one, exclusive
   */
  public static boolean matters(Schedule schedule, long one, long other, long from, long to) {
    for (long update = from; update < to; update += Math.max(1, (to - from) / PLACES)) {
      if (schedule.factor(update, one) != schedule.factor(update, other)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the step size is zero at all of these updates. */
  public static boolean isIdle(Schedule schedule, long length, long from, long to) {
    for (long update = from; update < to; update += Math.max(1, (to - from) / PLACES)) {
      if (schedule.factor(update, length) != 0) {
        return false;
      }
    }
    return from < to;
  }
}
