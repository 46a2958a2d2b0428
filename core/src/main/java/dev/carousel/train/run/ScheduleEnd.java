package dev.carousel.train.run;

import dev.carousel.spi.Schedule;

/** What becomes of the schedule of the step size when a run is resumed with another end. */
public enum ScheduleEnd {
  /**
   * It keeps the length that was planned when the run was started, and its last value after that.
   */
  KEEP,
  /** It is spread over the new length: the step size jumps to its place there. */
  RESCALE;

  /** As many places of the rest of a run are looked at to tell whether its length matters. */
  private static final int PLACES = 1000;

  /** How many updates the schedule is spread over: those planned before, or those planned now. */
  public long length(long before, long now) {
    return this == KEEP ? before : now;
  }

  /**
   * A schedule that is spread over so many updates, whatever the run plans; itself if the run plans
   * just that.
   *
   * @param planned what the run plans
   */
  public static Schedule over(Schedule schedule, long length, long planned) {
    return length == planned ? schedule : (update, any) -> schedule.factor(update, length);
  }

  /**
   * Whether two lengths give other step sizes somewhere between two updates.
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
