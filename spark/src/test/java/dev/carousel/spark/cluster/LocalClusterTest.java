package dev.carousel.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job on real executors. */
@ExtendWith(SharedCluster.class)
class LocalClusterTest {
  @Test
  void executorsComputeInJvmsOfTheirOwn(LocalCluster cluster) {
    try (JavaSparkContext context = new JavaSparkContext(cluster.conf("smoke", 2, 1))) {
      assertEquals(10, context.parallelize(List.of(1, 2, 3, 4), 2).reduce(Math::addExact));
      assertEquals(2, cluster.executors().size());
    }
  }
}
