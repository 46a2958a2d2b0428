package dev.carousel.spark.rounds;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.optimizers.Sgd;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task refuses is told by the driver as it is. */
class TaskFaultTest {
  private static JavaSparkContext context;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void start() {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("faults")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false");
    context = new JavaSparkContext(conf);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private static NamedTensors initial(TrainingSetup setup) {
    try (Engine engine = Engines.fused(1)) {
      return setup.network(engine).initialParameters(setup.plan().seed());
    }
  }

  private NamedTensors rounds(NamedTensors initial, RoundsPlan plan) {
    return Rounds.run(
        context,
        new TextSetup(),
        initial,
        plan,
        Sgd.withStep(1).make(),
        folder,
        (round, now) -> {});
  }

  @Test
  void theRefusalOfATaskIsThatOfTheRounds() {
    NamedTensors initial = initial(new TextSetup());
    Refusal.of(
        () -> rounds(initial, new RoundsPlan(1000, 1, 1)),
        "There are more tasks than chunks in an epoch.",
        "found:    1000");
  }

  @Test
  void roundsOfAnotherNetworkAreRefused() {
    NamedTensors initial = initial(new TextSetup());
    rounds(initial, new RoundsPlan(1, 1, 1));
    NamedTensors other = new NamedTensors(Map.of("a.b", new FloatTensor(3)));
    Refusal.of(
        () -> rounds(other, new RoundsPlan(1, 1, 2)),
        "The folder holds rounds of another network.",
        "expected: no a.b",
        "found:    a.b [3]",
        "try:      go on with that cell, its units and its text, or choose another folder");
  }

  @Test
  void whatSparkSaysIsKept() {
    Refusal.of(
        () -> {
          throw TaskFault.of(new IllegalStateException("Job 3 cancelled\n  by someone"));
        },
        "The cluster could not do the tasks of a training.",
        "found:    Job 3 cancelled",
        "try:      look at the logs of its executors");
  }
}
