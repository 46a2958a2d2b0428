package dev.carousel.optimizers.schedule;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.Schedule;

/** Half a cosine; the equation is in {@link CosineProvider}. */
record CosineSchedule(double last, int updates) implements Schedule {
  @Override
  public double factor(long update, long plannedUpdates) {
    long length = updates > 0 ? updates : plannedUpdates;
    if (length <= 0) {
      throw unknownLength();
    }
    double progress = Math.min(1, (double) update / length);
    return last + (1 - last) * (1 + Math.cos(Math.PI * progress)) / 2;
  }

  private static CarouselException unknownLength() {
    return CarouselException.usage("The schedule cosine needs a number of updates.")
        .expected("the schedule's option 'updates', or a run of a planned number of updates")
        .found("a run that is limited by time, without the option 'updates'")
        .where("schedule cosine")
        .mend("cosine:updates=10000, or limit the run by updates or epochs")
        .build();
  }
}
