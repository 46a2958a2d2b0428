package dev.carousel.spark.ml;

import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.function.Executable;

/** Spark in this JVM, where executors of their own do not matter. */
public final class LocalSpark {
  private LocalSpark() {}

  /** A session of two threads; one at a time in a JVM. */
  public static SparkSession start(Path folder) {
    return SparkSession.builder()
        .master("local[2]")
        .appName("test")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
        // Not UTC, to see that no time depends on it.
        .config("spark.sql.session.timeZone", "America/New_York")
        .config(
            "spark.sql.streaming.stateStore.providerClass",
            "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
        .getOrCreate();
  }

  /** A table as Spark reads it by itself. */
  public static Dataset<Row> csv(SparkSession spark, Path file) {
    return spark.read().option("header", true).option("inferSchema", true).csv(file.toString());
  }

  /** What a task told, as if it had been told here. */
  public static Executable unwrapped(Executable action) {
    return () -> {
      try {
        action.execute();
      } catch (Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
          if (cause instanceof CarouselException known) {
            throw known;
          }
        }
        throw e;
      }
    };
  }
}
