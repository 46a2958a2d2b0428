package dev.carousel.benchmarks.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.train.Progress;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class UpdateWatchTest {
  private static final double PAUSE = 0.005;

  @Test
  void lossesAreThoseOfTheFirstUpdates() {
    UpdateWatch watch = new UpdateWatch(2, 0, 1);
    watch.updated(loss(3));
    watch.updated(loss(2));
    watch.updated(loss(1));
    assertArrayEquals(new double[] {3, 2}, watch.losses());
    assertEquals(1, watch.timed());
  }

  @Test
  void updatesOfTheWarmUpAreNotTimed() {
    UpdateWatch watch = new UpdateWatch(1, 3 * PAUSE, 1);
    for (int i = 0; i < 3; i++) {
      watch.updated(loss(1));
    }
    assertEquals(0, watch.timed());
    LockSupport.parkNanos((long) (4 * PAUSE * 1e9));
    watch.updated(loss(1));
    assertEquals(0, watch.timed(), "it began in the warm-up");
    LockSupport.parkNanos((long) (PAUSE * 1e9));
    watch.updated(loss(1));
    LockSupport.parkNanos((long) (2 * PAUSE * 1e9));
    watch.updated(loss(1));
    assertEquals(2, watch.timed());
    assertTrue(watch.leastMillis() < watch.meanMillis());
    assertTrue(watch.meanMillis() >= 1.4 * PAUSE * 1e3, () -> "mean " + watch.meanMillis());
  }

  private static Progress loss(double loss) {
    return new Progress(1, 0, 0, Double.NaN, loss, 1, 0, 1);
  }
}
