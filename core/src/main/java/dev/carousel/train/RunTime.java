package dev.carousel.train;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The training time of a run, over all its sessions. A clock that is set back does not reduce it.
 */
final class RunTime {
  private static final double MICROS_PER_SECOND = 1e6;

  private final Clock clock;
  private long micros;
  private Instant last = Instant.EPOCH;

  RunTime(Clock clock) {
    this.clock = clock;
  }

  /** Continues from this number of seconds, now. */
  void goOn(double seconds) {
    micros = Math.round(seconds * MICROS_PER_SECOND);
    last = clock.instant();
  }

  double seconds() {
    Instant now = clock.instant();
    micros += Math.max(0, ChronoUnit.MICROS.between(last, now));
    last = now;
    return micros / MICROS_PER_SECOND;
  }
}
