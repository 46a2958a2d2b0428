package dev.carousel.benchmarks.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.train.Progress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UpdateWatchTest {
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
    AtomicLong nanos = new AtomicLong(5);
    UpdateWatch watch = new UpdateWatch(1, 3, 1, nanos::get);
    for (int i = 0; i < 3; i++) {
      watch.updated(loss(1));
    }
    assertEquals(0, watch.timed());
    nanos.addAndGet(4_000_000_000L);
    watch.updated(loss(1));
    assertEquals(0, watch.timed(), "it began in the warm-up");
    nanos.addAndGet(1_000_000);
    watch.updated(loss(1));
    nanos.addAndGet(3_000_000);
    watch.updated(loss(1));
    assertEquals(2, watch.timed());
    assertEquals(1, watch.leastMillis(), 1e-9);
    assertEquals(2, watch.meanMillis(), 1e-9);
  }

  private static Progress loss(double loss) {
    return new Progress(1, 0, 0, Double.NaN, loss, 1, 0, 1);
  }
}
