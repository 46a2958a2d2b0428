package dev.carousel.train;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on by the same step whenever it is asked. */
final class TickingClock extends Clock {
  private final long stepMillis;
  private long millis;

  TickingClock(long stepMillis) {
    this.stepMillis = stepMillis;
  }

  @Override
  public Instant instant() {
    millis += stepMillis;
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
