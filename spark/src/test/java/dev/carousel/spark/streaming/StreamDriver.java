package dev.carousel.spark.streaming;

import dev.carousel.spark.ml.CarouselModel;
import dev.carousel.spark.ml.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;

/** A program that answers the rows of a folder of files, to be killed. */
final class StreamDriver {
  private StreamDriver() {}

  /**
   * Answers what is there.
   *
   * @param arguments the run, the folder of files, the folder for answers, the columns of a file
   */
  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[1]).toAbsolutePath().resolveSibling("driver");
    SparkSession spark = LocalSpark.start(work);
    Dataset<Row> rows = rows(spark, StructType.fromDDL(arguments[3]), Path.of(arguments[1]));
    start(CarouselModel.of(arguments[0]).transform(rows), Path.of(arguments[2])).awaitTermination();
  }

  /** A stream with a file in each batch. */
  static Dataset<Row> rows(SparkSession spark, StructType schema, Path folder) {
    return spark.readStream().schema(schema).option("maxFilesPerTrigger", 1).csv(folder.toString());
  }

  /** The folder of a query's checkpoint. */
  static Path checkpoint(Path to) {
    return to.resolveSibling(to.getFileName() + "-checkpoint");
  }

  /** Begins to answer, or goes on. */
  static StreamingQuery start(Dataset<Row> answers, Path to) throws Exception {
    return answers
        .writeStream()
        .format("json")
        .option("checkpointLocation", checkpoint(to).toString())
        .trigger(Trigger.AvailableNow())
        .start(to.toString());
  }
}
