package dev.carousel.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.experiments.StopSignal;
import dev.carousel.model.HeapBudget;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each task of an executor has of its heap. */
class ExecutorHeapTest {
  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "4, 2"})
  void tasksHaveEqualSharesOfTheHeap(int cores, int tasks) {
    HeapBudget whole = new HeapBudget(20 * GIB);
    HeapBudget share = new ExecutorHeap(cores).share(whole, tasks);
    assertEquals(18 * GIB / tasks, share.usable());
    long needed = 7 * GIB;
    int fits = 18 / 7;
    assertEquals(fits, share.mostJobs(needed));
    assertEquals(
        "executors of fewer cores: CAROUSEL_OPTS=-Dspark.executor.cores=%1$d (spark.executor.cores"
                .formatted(fits * cores)
            + "=%d in a program of yours)".formatted(fits * cores),
        share.ways().fewer(fits));
    int gibibytes = tasks * 7 * 5 / 4 + 1;
    assertEquals(
        "executors of more memory: CAROUSEL_OPTS=-Dspark.executor.memory=%1$dg (spark.executor"
                .formatted(gibibytes)
            + ".memory=%dg in a program of yours)".formatted(gibibytes),
        share.largerFor(needed));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 3", "5, 2, 2", "1, 1, 1"})
  void anExecutorHasAsManyTasksAsItsCoresAllow(int cores, int each, int expected) {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + cores + "]")
            .setAppName("slots")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.task.cpus", Integer.toString(each))
            .set("spark.ui.enabled", "false");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      assertEquals(expected, Slots.ofAnExecutor(context, new StopSignal()));
    }
  }
}
