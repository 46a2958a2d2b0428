package dev.carousel.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.spark.cluster.LocalCluster;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a million rows are predicted, by two executors of one core each and by the command line,
 * and that both predict the same. Not run with the other tests:
 *
 * <pre>
 * mvn -Pspark -pl spark -am test -Dtest=PredictionSpeed -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class PredictionSpeed {
  private static final int METERS = Integer.getInteger("carousel.meters", 1000);
  private static final int DAYS = 1000;
  private static final int TIMES = 2;

  @TempDir private Path work = Path.of("");

  private Runs table() throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(work.resolve("meters.csv"))) {
      csv.write("meter,day,load,price\n");
      for (int meter = 0; meter < METERS; meter++) {
        for (int day = 0; day < DAYS; day++) {
          double load = 50 + meter % 7 + 9 * Math.sin(day / 5.0 + meter);
          csv.write("meter-" + meter + "," + LocalDate.of(2024, 1, 1).plusDays(day) + ",");
          csv.write(load + "," + (3 + Math.cos(day / 3.0)) + "\n");
        }
      }
    }
    return new Runs(work);
  }

  @Test
  void aMillionRows() throws Exception {
    Runs runs = table();
    Path run =
        runs.train(
            "run",
            "--group meter --time day --target load --input load,price",
            "--units 32 --updates 20");
    String predictions = work.resolve("predictions.csv").toString();
    runs.predict(run, predictions);
    double command = Double.POSITIVE_INFINITY;
    for (int time = 0; time < TIMES; time++) {
      Files.delete(Path.of(predictions));
      long start = System.nanoTime();
      runs.predict(run, predictions);
      command = Math.min(command, told("carousel predict", start));
    }
    try (LocalCluster cluster = LocalCluster.start(2, 1);
        SparkSession spark =
            SparkSession.builder()
                .config(cluster.conf("speed", 2, 1).set("spark.sql.shuffle.partitions", "4"))
                .getOrCreate()) {
      Dataset<Row> meters = LocalSpark.csv(spark, runs.table());
      Dataset<Row> answered = CarouselModel.of(run.toString()).transform(meters);
      double best = Double.POSITIVE_INFINITY;
      for (int time = 0; time <= TIMES; time++) {
        long start = System.nanoTime();
        answered.write().format("noop").mode("overwrite").save();
        best = Math.min(best, told("Spark, from CSV" + (time == 0 ? ", first" : ""), start));
      }
      System.out.printf(
          Locale.ROOT, "Spark takes %.2f times as long as the command%n", best / command);
      Dataset<Row> found =
          answered.selectExpr("meter", "inline(prediction)").select("meter", "day", "step", "load");
      Dataset<Row> expected =
          LocalSpark.csv(spark, Path.of(predictions))
              .select("meter", "day", "step", "load")
              .withColumn("day", col("day").cast("string"));
      assertEquals((long) METERS * DAYS, found.count());
      assertEquals(0, expected.exceptAll(found).count());
      System.out.println("equal answers: " + found.count());
    }
  }

  private static double told(String what, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, %,.0f rows a second%n",
        what,
        seconds,
        (double) METERS * DAYS / seconds);
    return seconds;
  }
}
