package dev.carousel.optimizers.schedule;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptionSpec;

/** The number of updates over which a schedule is spread: its option, or what the run plans. */
final class RunLength {
  static final String UPDATES = "updates";

  private RunLength() {}

  static OptionSpec option() {
    return OptionSpec.integer(
        UPDATES, 0, 0, Integer.MAX_VALUE, "Updates until the end; 0 for the length of the run");
  }

  /**
   * The number of updates.
   *
   * @param id of the schedule
   * @param updates its option; 0 if it is not given
   * @param planned by the run; 0 if it is limited by time
   */
  static long of(String id, int updates, long planned) {
    long length = updates > 0 ? updates : planned;
    if (length > 0) {
      return length;
    }
    throw CarouselException.usage("The schedule " + id + " needs a number of updates.")
        .expected("the schedule's option 'updates', or a run of a planned number of updates")
        .found("a run that is limited by time, without the option 'updates'")
        .where("schedule " + id)
        .mend(id + ":updates=10000, or limit the run by updates or epochs")
        .build();
  }
}
