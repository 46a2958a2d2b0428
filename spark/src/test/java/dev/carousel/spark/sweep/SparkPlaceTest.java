package dev.carousel.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.experiments.TrialRunner;
import dev.carousel.refusal.Refusal;
import dev.carousel.spark.cluster.LocalCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters that are there, and that are not. */
class SparkPlaceTest {
  @Test
  void aClusterIsOpened() throws IOException {
    try (LocalCluster cluster = LocalCluster.start(1, 1);
        TrialRunner runner = new SparkPlace().open(cluster.url(), 1, List.of())) {
      assertEquals("the Spark cluster " + cluster.url(), runner.place());
    }
  }

  @Test
  void aClusterWithoutWorkersIsRefused() throws IOException {
    try (LocalCluster cluster = LocalCluster.start(0, 1);
        JavaSparkContext context = new JavaSparkContext(cluster.conf("empty"))) {
      Refusal.of(
          () -> Slots.require(context, 2, Duration.ofSeconds(1)),
          "The cluster has no free place for a trial.",
          "expected: a worker with 2 free cores, and memory for an executor",
          "found:    none within 1 s",
          "where:    spark://127.0.0.1:");
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
