package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.RepeatedTest;

class ClockTest {
  @RepeatedTest(20)
  void theMillisecondChanges() {
    long before = System.currentTimeMillis();
    Clock.awaitNextMillisecond();
    assertNotEquals(before, System.currentTimeMillis());
  }
}
