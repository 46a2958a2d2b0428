package dev.carousel.spark.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spark.cluster.LocalCluster;
import dev.carousel.spark.cluster.SharedCluster;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Predictions by executors in JVMs of their own, to which the classes and the model are sent. */
@ExtendWith(SharedCluster.class)
class ClusterPredictionTest {
  @TempDir private Path work = Path.of("");

  @Test
  void executorsAnswerAsTheCommandDoes(LocalCluster cluster) throws Exception {
    Runs runs = Runs.in(work);
    Path run =
        runs.train(
            "run",
            "--group meter --time day --target load --input load,price --missing carry"
                + " --window 4 --horizon 2");
    try (SparkSession spark =
        SparkSession.builder()
            .config(
                cluster
                    .conf("predictions", 2, 1)
                    .set("spark.sql.shuffle.partitions", "4")
                    .set("spark.sql.adaptive.enabled", "false"))
            .getOrCreate()) {
      Dataset<Row> meters = LocalSpark.csv(spark, runs.table());
      Dataset<Row> answered = CarouselModel.of(run.toString()).transform(meters);
      List<String> expected = Answers.without(runs.predict(run), "row");
      assertEquals(expected, Answers.lines(answered.selectExpr("meter", "inline(prediction)")));
      assertEquals(2, cluster.executors().size());
    }
  }
}
