package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Schedule;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each promise of the contract, broken once: the contract must notice. */
class ScheduleContractTest {
  /** The contract of a schedule that is right. */
  static final class OfConstant extends ScheduleContract {
    @Override
    protected Schedule schedule() {
      return Schedule.constant();
    }
  }

  private static ScheduleContract contractOf(Supplier<Schedule> schedule) {
    return new ScheduleContract() {
      @Override
      protected Schedule schedule() {
        return schedule.get();
      }
    };
  }

  private static void assertNoticed(String expectedInMessage, Executable promise) {
    AssertionError noticed = assertThrows(AssertionError.class, promise);
    assertTrue(String.valueOf(noticed.getMessage()).contains(expectedInMessage), noticed::toString);
  }

  @Test
  void noticesFactorsThatAreNone() {
    for (double factor : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      ScheduleContract contract =
          contractOf(() -> (update, planned) -> update > planned ? factor : 1);
      assertNoticed(
          "the factor of update 101 is " + factor, contract::factorsAreFiniteAndAtLeastZero);
    }
  }

  @Test
  void noticesAFactorThatOverflowsFarOut() {
    ScheduleContract contract = contractOf(() -> (update, planned) -> (int) update);
    assertNoticed(
        "the factor of update 1000000000000 is", contract::factorsAreFiniteAndAtLeastZero);
  }

  @Test
  void noticesChance() {
    ScheduleContract contract = contractOf(() -> (update, planned) -> Math.random());
    assertNoticed("a second schedule", contract::repeatsItsFactors);
    assertNoticed("asked again", contract::doesNotDependOnEarlierCalls);
  }

  @Test
  void noticesAFactorThatIsDrawnWhenTheScheduleIsMade() {
    ScheduleContract contract =
        contractOf(
            () -> {
              double drawn = Math.random();
              return (update, planned) -> drawn;
            });
    assertNoticed("a second schedule", contract::repeatsItsFactors);
  }

  @Test
  void noticesTheClock() {
    ScheduleContract contract =
        contractOf(() -> (update, planned) -> 1e-13 * System.currentTimeMillis());
    assertNoticed("a second schedule", contract::repeatsItsFactors);
  }

  @Test
  void noticesACountOfCalls() {
    ScheduleContract contract =
        contractOf(
            () -> {
              AtomicLong calls = new AtomicLong();
              return (update, planned) -> 1.0 / calls.incrementAndGet();
            });
    assertNoticed("asked again", contract::doesNotDependOnEarlierCalls);
  }

  @Test
  void noticesAFactorOfItsThread() {
    Thread only = Thread.currentThread();
    ScheduleContract contract =
        contractOf(() -> (update, planned) -> Thread.currentThread() == only ? 1 : 2);
    assertNoticed("another thread", contract::doesNotDependOnThreads);
  }
}
