package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Schedule;
import dev.carousel.testkit.internal.MadeFirst;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract of every {@link Schedule}. Extend it in your tests:
 *
 * <pre>{@code
 * class MyScheduleTest extends ScheduleContract {
 *   @Override
 *   protected Schedule schedule() {
 *     return new MySchedule(0.5);
 *   }
 * }
 * }</pre>
 *
 * A factor is finite and at least 0, also far beyond the planned updates. It depends only on the
 * update, the planned updates and, if the schedule says so, the validations: not on chance, the
 * clock, earlier calls or the thread.
 */
public abstract class ScheduleContract {
  private static final int UPDATES = 250;
  private static final long FAR_OUT = 1_000_000_000_000L;

  @RegisterExtension
  final MadeFirst made = new MadeFirst(ScheduleContract.class, "schedule", this::schedule);

  /** For use by subclasses. */
  protected ScheduleContract() {}

  /** A new schedule, the same each time. */
  protected abstract Schedule schedule();

  /** The number of updates that a run plans; 100 by default. */
  protected long plannedUpdates() {
    return 100;
  }

  @Test
  final void factorsAreFiniteAndAtLeastZero() {
    Schedule schedule = schedule();
    for (int update = 0; update < UPDATES; update++) {
      assertIsFactor(schedule, update);
    }
    assertIsFactor(schedule, FAR_OUT);
  }

  /** Losses that fall, rise, stay and are not finite. */
  @Test
  final void factorsWithValidationsAreFiniteAndRepeatThemselves() {
    double[] losses = {3, 2, 2.5, 2, 2, 2, Double.POSITIVE_INFINITY, 1, -1, -1, -0.5};
    for (int count = 0; count <= losses.length; count++) {
      double[] seen = Arrays.copyOf(losses, count);
      double factor = schedule().factor(10, plannedUpdates(), seen);
      assertTrue(factor >= 0 && Double.isFinite(factor), () -> "the factor is " + factor);
      assertEquals(factor, schedule().factor(10, plannedUpdates(), seen), "asked again");
      assertArrayEquals(Arrays.copyOf(losses, count), seen, "losses after the call");
      if (count == 0 || !schedule().readsValidations()) {
        assertEquals(schedule().factor(10, plannedUpdates()), factor, "the same without them");
      }
    }
  }

  private void assertIsFactor(Schedule schedule, long update) {
    double factor = schedule.factor(update, plannedUpdates());
    assertTrue(
        factor >= 0 && Double.isFinite(factor),
        () -> "the factor of update " + update + " is " + factor);
  }

  @Test
  final void repeatsItsFactors() {
    double[] expected = factors(schedule());
    for (int time = 0; time < 3; time++) {
      Clock.awaitNextMillisecond();
      assertArrayEquals(expected, factors(schedule()), "factors of a second schedule");
    }
  }

  @Test
  final void doesNotDependOnEarlierCalls() {
    Schedule schedule = schedule();
    double[] expected = factors(schedule);
    for (int update = UPDATES - 1; update >= 0; update--) {
      double again = schedule.factor(update, plannedUpdates());
      assertEquals(expected[update], again, "the factor of update " + update + ", asked again");
    }
  }

  @Test
  final void doesNotDependOnThreads() throws Exception {
    Schedule schedule = schedule();
    double[] expected = factors(schedule());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<double[]> asking = () -> factors(schedule);
      for (Future<double[]> found : threads.invokeAll(List.of(asking, asking, asking))) {
        assertArrayEquals(expected, found.get(), "factors asked from another thread");
      }
    } catch (ExecutionException e) {
      throw new AssertionError("the schedule failed on another thread", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private double[] factors(Schedule schedule) {
    return IntStream.range(0, UPDATES)
        .mapToDouble(update -> schedule.factor(update, plannedUpdates()))
        .toArray();
  }
}
