package dev.carousel.testkit;

/** The clock of the tests that repeat a computation. */
final class Clock {
  private Clock() {}

  /** Waits until the clock shows another millisecond, so that what depends on it changes. */
  static void awaitNextMillisecond() {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() == now) {
      Thread.onSpinWait();
    }
  }
}
