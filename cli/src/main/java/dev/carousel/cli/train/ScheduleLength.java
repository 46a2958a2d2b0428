package dev.carousel.cli.train;

import static dev.carousel.cli.console.Words.format;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.Schedule;
import dev.carousel.train.run.ScheduleEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of updates over which the schedule of a run is spread.
 *
 * @param updates that many; 0 if time is the limit
 * @param told the text about it; empty if there is nothing to choose
 */
record ScheduleLength(long updates, List<String> told) {

  /** That of a new run: its own length. */
  static ScheduleLength ofNew(long planned) {
    return new ScheduleLength(planned, List.of());
  }

  /**
   * That of a run that is resumed.
   *
   * @param before over how many updates it was spread; -1 if that is not known
   * @param planned how many updates the run is to make now; 0 if time is its limit
   * @param made how many it has made
   * @param answer what is to become of the schedule; null if nothing is said
   * @throws CarouselException if nothing is said, and all that is left would be made at step size 0
   */
  static ScheduleLength ofResumed(
      Schedule schedule, long before, long planned, long made, @Nullable ScheduleEnd answer) {
    if (before < 0 || before == planned || made == 0) {
      return ofNew(planned);
    }
    ScheduleEnd chosen = answer == null ? ScheduleEnd.KEEP : answer;
    long length = chosen.length(before, planned);
    boolean isTimed = before == 0 || planned == 0;
    if (isTimed || !ScheduleEnd.matters(schedule, before, planned, made, planned)) {
      return new ScheduleLength(length, List.of());
    }
    if (answer == null && ScheduleEnd.isIdle(schedule, before, made, planned)) {
      throw idle(before, planned, made);
    }
    return new ScheduleLength(length, told(schedule, before, planned, made, chosen));
  }

  private static List<String> told(
      Schedule schedule, long before, long planned, long made, ScheduleEnd answer) {
    boolean isKept = answer == ScheduleEnd.KEEP;
    String kept = format("step size x %.3g now", schedule.factor(made, before));
    String rescaled = format("x %.3g", schedule.factor(made, planned));
    return List.of(
        isKept
            ? format("Schedule  keeps the %,d updates planned at the start (%s);", before, kept)
            : format(
                "Schedule  is spread over %,d updates instead of %,d (step size %s now, not %s);",
                planned, before, rescaled, kept.replace("step size ", "").replace(" now", "")),
        isKept
            ? format(
                "          --schedule-end rescale spreads it over %,d (%s now)", planned, rescaled)
            : "          --schedule-end keep leaves it as it was planned");
  }

  private static CarouselException idle(long before, long planned, long made) {
    return CarouselException.usage("The schedule of the run has ended: its step size is 0.")
        .expected("--resume with --schedule-end rescale or --schedule-end keep")
        .found(
            format(
                "a schedule over %,d updates, and updates %,d to %,d still to be made",
                before, made + 1, planned))
        .mend(
            "--schedule-end rescale spreads the schedule over all updates, which raises the step "
                + "size again; keep makes the updates with step size 0, which changes nothing")
        .build();
  }
}
