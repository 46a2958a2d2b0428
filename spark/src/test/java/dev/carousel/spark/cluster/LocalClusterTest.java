package dev.carousel.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** A job on real executors. */
class LocalClusterTest {
  @Test
  void executorsComputeInJvmsOfTheirOwn() throws Exception {
    try (LocalCluster cluster = LocalCluster.start(2, 1);
        JavaSparkContext context = new JavaSparkContext(cluster.conf("smoke"))) {
      assertEquals(10, context.parallelize(List.of(1, 2, 3, 4), 2).reduce(Math::addExact));
      assertEquals(2, cluster.executors().size());
    }
  }
}
