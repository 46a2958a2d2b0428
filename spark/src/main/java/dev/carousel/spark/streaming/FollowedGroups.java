package dev.carousel.spark.streaming;

import dev.carousel.data.predict.GroupFollower;
import dev.carousel.data.predict.GroupFollowers;
import dev.carousel.data.predict.Prediction;
import dev.carousel.spark.internal.ColumnNames;
import dev.carousel.spark.internal.PredictionFields;
import dev.carousel.spark.internal.RowReader;
import dev.carousel.spark.internal.SharedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Answers the rows of each group, whose state is a value of Spark's state store: the bytes of a
 * {@link GroupFollower}. For the thread of a task.
 */
final class FollowedGroups extends StatefulProcessor<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SharedModel> model;
  private final ColumnNames names;
  private final StructType schema;
  private transient @Nullable Task task;

  FollowedGroups(Broadcast<SharedModel> model, ColumnNames names, StructType schema) {
    this.model = model;
    this.names = names;
    this.schema = schema;
  }

  /** What a task has. */
  private record Task(
      ValueState<byte[]> state,
      RowReader reader,
      GroupFollowers followers,
      PredictionFields fields,
      TimeOrder order) {}

  @Override
  public void init(OutputMode output, TimeMode time) {
    RowReader reader = RowReader.of(model.value(), names, schema);
    task =
        new Task(
            getHandle().getValueState("carousel", Encoders.BINARY(), TTLConfig.NONE()),
            reader,
            reader.predictor().followGroups(model.value().sha256()),
            PredictionFields.following(reader.predictor()),
            new TimeOrder(reader));
  }

  @Override
  public Iterator<Row> handleInputRows(String group, Iterator<Row> rows, TimerValues timers) {
    Task own = Objects.requireNonNull(task);
    List<Row> inOrder = new ArrayList<>();
    while (rows.hasNext()) {
      inOrder.add(rows.next());
    }
    own.order.sort(inOrder);
    GroupFollower follower =
        own.state.exists() ? own.followers.resume(own.state.get()) : own.followers.begin();
    List<Row> answers = new ArrayList<>(inOrder.size());
    for (Row row : inOrder) {
      List<Prediction> made =
          follower.next(cells(own, row), () -> "the stream, " + own.reader.where(row));
      answers.add(RowReader.answered(row, made, own.fields));
    }
    own.state.update(follower.state());
    return CollectionConverters.asScala(answers.iterator());
  }

  private static @Nullable Object[] cells(Task own, Row row) {
    return own.followers.columns().stream().map(name -> own.reader.cell(row, name)).toArray();
  }
}
