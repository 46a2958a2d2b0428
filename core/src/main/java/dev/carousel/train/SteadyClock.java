package dev.carousel.train;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that starts at the system's time and then runs steadily, so that it measures the duration
 * of a run even if the system's clock is changed. Immutable; thread-safe.
 */
public final class SteadyClock extends Clock {
  private final Instant start;
  private final long startNanos;
  private final ZoneId zone;

  /** A clock in UTC that starts now. */
  public SteadyClock() {
    this(Instant.now(), System.nanoTime(), ZoneOffset.UTC);
  }

  private SteadyClock(Instant start, long startNanos, ZoneId zone) {
    this.start = start;
    this.startNanos = startNanos;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(start, startNanos, other);
  }
}
