package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaSparkContext;

/** The places for tasks that a cluster has given to a program. */
final class Slots {
  private static final Duration POLL = Duration.ofMillis(100);

  private Slots() {}

  /**
   * Waits for the first executor. Without one, Spark would wait for ever.
   *
   * @throws CarouselException if there is none in time
   */
  static void require(JavaSparkContext context, int threads, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (executors(context) == 0) {
      if (context.sc().isStopped() || System.nanoTime() > end) {
        throw CarouselException.failure("The cluster has no free place for a trial.")
            .expected("a worker with " + threads + " free cores, and memory for an executor")
            .found("none within " + patience.toSeconds() + " s")
            .where(context.master())
            .mend("start workers, end other programs of the cluster, or give fewer --threads")
            .build();
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** The driver is listed, too. */
  private static int executors(JavaSparkContext context) {
    return context.sc().isStopped() ? 0 : context.statusTracker().getExecutorInfos().length - 1;
  }
}
