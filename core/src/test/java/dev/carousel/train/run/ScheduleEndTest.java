package dev.carousel.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Schedule;
import org.junit.jupiter.api.Test;

class ScheduleEndTest {
  /** From 1 down to 0 over the run, and 0 after it. */
  private static final Schedule LINE =
      (update, planned) -> Math.max(0, 1 - (double) update / planned);

  @Test
  void keptItGoesOnAsPlannedAndRescaledItJumps() {
    Schedule kept = ScheduleEnd.over(LINE, ScheduleEnd.KEEP.length(100, 400), 400);
    Schedule rescaled = ScheduleEnd.over(LINE, ScheduleEnd.RESCALE.length(100, 400), 400);
    assertEquals(0.5, kept.factor(50, 400));
    assertEquals(0.875, rescaled.factor(50, 400));
    assertSame(LINE, rescaled);
  }

  @Test
  void lengthMattersOnlyToSchedulesThatDependOnIt() {
    assertFalse(ScheduleEnd.matters(Schedule.constant(), 100, 400, 0, 400));
    assertTrue(ScheduleEnd.matters(LINE, 100, 400, 50, 400));
    assertFalse(ScheduleEnd.matters(LINE, 100, 400, 400, 400), "nothing is left");
  }

  @Test
  void aScheduleThatHasEndedIsIdle() {
    assertTrue(ScheduleEnd.isIdle(LINE, 100, 100, 400));
    assertFalse(ScheduleEnd.isIdle(LINE, 100, 99, 400));
    assertFalse(ScheduleEnd.isIdle(LINE, 100, 400, 400), "nothing is left");
  }
}
