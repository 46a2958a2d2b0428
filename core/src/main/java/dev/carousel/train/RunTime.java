package dev.carousel.train;

import java.time.Clock;

/** How long a run has trained, in all its sessions. A clock that is set back takes nothing away. */
final class RunTime {
  private final Clock clock;
  private long millis;
  private long lastMillis;

  RunTime(Clock clock) {
    this.clock = clock;
  }

  /** Goes on from so many seconds, now. */
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
