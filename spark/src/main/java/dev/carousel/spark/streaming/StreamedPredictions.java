package dev.carousel.spark.streaming;

import dev.carousel.error.CarouselException;
import dev.carousel.spark.internal.ColumnNames;
import dev.carousel.spark.internal.PredictionFields;
import dev.carousel.spark.internal.RowReader;
import dev.carousel.spark.internal.SharedModel;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a stream with what is predicted from each, as {@code CarouselModel.transform} makes
 * them of a data frame that is a stream.
 *
 * <p>Each row is answered once, when it comes: the answers are what the data frame of all rows
 * would give, to the bit, but without the truth, which is not known yet. What depends on later rows
 * follows from the rows so far; see {@link dev.carousel.data.predict.Follower}. The label of a
 * group is predicted after each of its rows.
 *
 * <p>The state of each group (the states of the network, or its window) is in Spark's state store
 * ({@code transformWithState}). A query that was stopped or killed goes on from its checkpoint
 * folder as if nothing had happened: Spark reads the rows of an unfinished batch again with the
 * states from before it, and a sink that takes in each batch once (files, tables) has each answer
 * once. The store must be RocksDB: {@code spark.sql.streaming.stateStore.providerClass}.
 *
 * <p>Rows of a group must come in the order of time; those of one batch are put in order. A row
 * that comes too late, or whose cells are refused, stops the query with its group and time: filter
 * such rows before. To go on with another model, start with an empty checkpoint folder.
 *
 * <p>Has no state, and is thread-safe.
 */
public final class StreamedPredictions {
  static final String PROVIDER = "spark.sql.streaming.stateStore.providerClass";

  private static final String ROCKS_DB =
      "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";

  private StreamedPredictions() {}

  /**
   * The answered rows; stages of pipelines call it.
   *
   * @param rows a stream
   * @param shared the model, for the executors
   * @param output the column for what is predicted
   * @throws CarouselException if a column is missing or of another type, the network cannot read
   *     rows one by one, or the state store is not RocksDB
   */
  public static Dataset<Row> of(
      Dataset<Row> rows,
      SharedModel model,
      Broadcast<SharedModel> shared,
      ColumnNames names,
      String output) {
    StructType schema = rows.schema();
    RowReader reader = RowReader.of(model, names, schema);
    reader.predictor().followGroups(model.sha256()); // refuses what cannot be followed
    requireRocksDb(rows.sparkSession());
    StructType answered =
        schema.add(output, PredictionFields.following(reader.predictor()).type(), false);
    return rows.groupByKey(
            (MapFunction<Row, String>) new GroupKey(shared, names, schema), Encoders.STRING())
        .transformWithState(
            new FollowedGroups(shared, names, schema),
            TimeMode.None(),
            OutputMode.Append(),
            Encoders.row(answered));
  }

  private static void requireRocksDb(SparkSession session) {
    String provider = session.conf().get(PROVIDER);
    if (!provider.equals(ROCKS_DB)) {
      throw CarouselException.usage("The state store cannot keep the states of groups.")
          .expected(ROCKS_DB)
          .found(provider)
          .where(PROVIDER)
          .mend("set it before the query starts: spark.conf().set(\"" + PROVIDER + "\", ..)")
          .build();
    }
  }
}
