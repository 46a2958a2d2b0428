package dev.carousel.cli.live;

import java.time.Duration;

/** A token bucket: a number per second, with unused tokens saved. Used by one thread. */
final class Allowance {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final double perSecond;
  private final double most;
  private double left;
  private long checkedNanos;

  /**
   * Starts full.
   *
   * @param perSecond in the long run
   * @param most at once
   */
  Allowance(double perSecond, double most, long nowNanos) {
    this.perSecond = perSecond;
    this.most = most;
    left = most;
    checkedNanos = nowNanos;
  }

  /** Whether one is left; takes none. */
  boolean isLeft(long nowNanos) {
    left = Math.min(most, left + perSecond * (nowNanos - checkedNanos) / SECOND);
    checkedNanos = nowNanos;
    return left >= 1;
  }

  /** Takes one if one is left, and says whether it did. */
  boolean take(long nowNanos) {
    boolean isLeft = isLeft(nowNanos);
    if (isLeft) {
      left--;
    }
    return isLeft;
  }
}
