package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.StopSignal;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/** The places for tasks that a cluster has given to a program. */
final class Slots {
  private static final String MEMORY = "spark.executor.memory";
  private static final Duration POLL = Duration.ofMillis(100);

  private Slots() {}

  /**
   * Waits for the first executor. Without one, Spark would wait for ever.
   *
   * @throws CarouselException if there is none in time, or the master took no program
   */
  static void require(JavaSparkContext context, int threads, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (executors(context) < 1) {
      if (context.sc().isStopped()) {
        throw notTaken(context);
      }
      if (System.nanoTime() > end) {
        throw noPlace(context, threads, patience);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Spark tries for a minute to be heard, and then stops the context. */
  private static CarouselException notTaken(JavaSparkContext context) {
    return CarouselException.failure("The cluster does not accept the sweep.")
        .expected("a Spark master of version " + context.version())
        .found("something that answers, but did not register the program")
        .where(context.master())
        .mend("give the address spark://HOST:PORT that the master's page shows, not the page's own")
        .build();
  }

  private static CarouselException noPlace(
      JavaSparkContext context, int threads, Duration patience) {
    String memory = context.getConf().get(MEMORY, "1g");
    return CarouselException.failure("The cluster has no free place for a trial.")
        .expected(
            "a worker with "
                + (threads == 1 ? "a free core" : threads + " free cores")
                + " and free memory for an executor: "
                + MEMORY
                + "="
                + memory)
        .found("none within " + patience.toSeconds() + " s")
        .where(context.master())
        .mend(
            "start workers, end other programs of the cluster, give fewer --threads, or less"
                + " memory: CAROUSEL_OPTS=-D"
                + MEMORY
                + "=512m")
        .build();
  }

  /**
   * The most tasks that an executor runs at the same time, of those that are there. They share its
   * heap. If there is none yet, this waits for the first, as Spark would. Executors have as many
   * cores as their worker, unless {@code spark.executor.cores} is set. Spark's API has no call for
   * this.
   *
   * @param stop ends the waiting
   */
  static int ofAnExecutor(JavaSparkContext context, StopSignal stop) {
    int most = most(context);
    while (most < 1 && !stop.isAsked() && !context.sc().isStopped()) {
      LockSupport.parkNanos(POLL.toNanos());
      most = most(context);
    }
    return Math.max(1, most);
  }

  /** The driver is listed, too, as one without places for tasks. */
  private static int most(JavaSparkContext context) {
    return CollectionConverters.asJava(context.sc().statusStore().executorList(true)).stream()
        .mapToInt(ExecutorSummary::maxTasks)
        .max()
        .orElse(0);
  }

  /** The driver is listed, too, a moment after it has started: -1 until then. */
  private static int executors(JavaSparkContext context) {
    return context.sc().isStopped() ? 0 : context.statusTracker().getExecutorInfos().length - 1;
  }
}
