package dev.carousel.train;

import java.time.Clock;

/**
 * The training time of a run, over all its sessions. A clock that is set back does not reduce it.
 */
final class RunTime {
  private final Clock clock;
  private long millis;
  private long lastMillis;

  RunTime(Clock clock) {
    this.clock = clock;
  }

  /** Continues from this number of seconds, now. */
  void goOn(double seconds) {
    millis = Math.round(seconds * 1000);
    lastMillis = clock.millis();
  }

  double seconds() {
    long now = clock.millis();
    millis += Math.max(0, now - lastMillis);
    lastMillis = now;
    return millis / 1000.0;
  }
}
