package dev.carousel.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.carousel.experiments.TrialRunner;
import dev.carousel.refusal.Refusal;
import dev.carousel.spark.cluster.LocalCluster;
import dev.carousel.spark.cluster.SharedCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters that are there, and that are not. */
@ExtendWith(SharedCluster.class)
class SparkPlaceTest {
  @Test
  void aClusterIsOpened(LocalCluster cluster) {
    try (TrialRunner runner = new SparkPlace().open(cluster.url(), 1, List.of())) {
      assertEquals("the Spark cluster " + cluster.url(), runner.place());
    }
  }

  @Test
  void aClusterWithoutAFreePlaceIsRefused(LocalCluster cluster) {
    // Of more cores than a worker has.
    try (JavaSparkContext context = new JavaSparkContext(cluster.conf("full", 1, 99))) {
      Refusal.of(
          () -> Slots.require(context, 2, Duration.ofSeconds(1)),
          "The cluster has no free place for a trial.",
          "expected: a worker with 2 free cores and free memory for an executor:"
              + " spark.executor.memory=1g",
          "found:    none within 1 s",
          "where:    spark://127.0.0.1:",
          "CAROUSEL_OPTS=-Dspark.executor.memory=512m");
      context.stop(); // as Spark does by itself where no master registers the program
      Refusal.of(
          () -> Slots.require(context, 2, Duration.ofSeconds(1)),
          "The cluster does not accept the sweep.",
          "expected: a Spark master of version " + context.version(),
          "where:    spark://127.0.0.1:",
          "try:      give the address spark://HOST:PORT that the master's page shows");
    }
  }

  /** Spark lists the driver among the executors, a moment after it has started. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theDriverIsNoPlaceListedOrNotYet(int listed) {
    JavaSparkContext context = mock(JavaSparkContext.class, RETURNS_DEEP_STUBS);
    when(context.statusTracker().getExecutorInfos()).thenReturn(new SparkExecutorInfo[listed]);
    when(context.getConf()).thenReturn(new SparkConf(false));
    Refusal.of(
        () -> Slots.require(context, 1, Duration.ofMillis(1)),
        "The cluster has no free place for a trial.");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.memory, 300m, 1, [INVALID_EXECUTOR_MEMORY] Executor memory 314572800 must be",
    "spark.executor.memory, 1g, 2, The number of cores per executor (=1) has to be >= the number"
  })
  void aSettingThatSparkRefusesIsNamed(String name, String value, int threads, String found) {
    SparkConf conf =
        SparkPlace.conf(new Master("127.0.0.1", 7077), threads, List.of())
            .setMaster("local[1]")
            .set(name, value);
    Refusal.of(
        () -> SparkPlace.start(conf),
        "Spark does not start.",
        "found:    " + found,
        "try:      correct Spark's settings in CAROUSEL_OPTS");
  }

  /** As the messages about memory advise. */
  @Test
  void settingsOfSparkMayBeSystemProperties() {
    System.setProperty("spark.executor.memory", "3g");
    try {
      SparkConf conf = SparkPlace.conf(new Master("head", 7077), 2, List.of());
      assertEquals("3g", conf.get("spark.executor.memory"));
      assertEquals("2", conf.get("spark.task.cpus"));
      assertEquals("spark://head:7077", conf.get("spark.master"));
    } finally {
      System.clearProperty("spark.executor.memory");
    }
  }

  @Test
  void anAddressWhereNothingListensIsRefused() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    Refusal.of(
        () -> new SparkPlace().open("spark://127.0.0.1:" + port, 1, List.of()),
        "No Spark master answers.",
        "expected: a running master",
        "where:    spark://127.0.0.1:" + port,
        "try:      start it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://", "spark://a b", "spark://host:7077/path", "spark:// "})
  void anAddressThatIsMalformedIsRefused(String address) {
    Refusal.of(
        () -> Master.of(address),
        "--on is malformed.",
        "expected: the address of a master: spark://HOST:7077",
        "found:    --on " + address.strip());
  }

  @Test
  void thePortMayBeTheUsualOne() {
    assertEquals("spark://head:7077", Master.of("spark://head").address());
  }
}
