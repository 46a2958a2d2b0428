package dev.carousel.spark.internal;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.Prediction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Predicts from the rows of a partition, which has whole groups one after the other. Some groups
 * are read at once, side by side, as the command line reads a table. A group must fit into memory.
 *
 * @param model for the executors
 * @param names of the columns
 * @param schema of the rows
 */
public record GroupPrediction(Broadcast<SharedModel> model, ColumnNames names, StructType schema)
    implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** Groups are put together until they have so many rows. */
  private static final int POOL = 1 << 16;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Answers(rows, RowReader.of(model.value(), names, schema));
  }

  /** The rows with their predictions, made pool by pool. */
  private static final class Answers implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final RowReader reader;
    private final PredictionFields fields;
    private final String source = "partition " + TaskContext.getPartitionId();
    private @Nullable Row next;
    private Iterator<Row> answers = List.<Row>of().iterator();

    Answers(Iterator<Row> rows, RowReader reader) {
      this.rows = rows;
      this.reader = reader;
      this.fields = PredictionFields.of(reader.predictor());
      advance();
    }

    private void advance() {
      next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null || answers.hasNext();
    }

    @Override
    public Row next() {
      if (!answers.hasNext()) {
        if (next == null) {
          throw new NoSuchElementException();
        }
        answers = answers(pool()).iterator();
      }
      return answers.next();
    }

    /** Whole groups. */
    private List<Row> pool() {
      List<Row> pool = new ArrayList<>();
      String group = "";
      for (Row row = next; row != null; row = next) {
        String own = reader.group(row);
        if (pool.size() >= POOL && !Objects.equals(own, group)) {
          break;
        }
        group = own;
        pool.add(row);
        advance();
      }
      return pool;
    }

    private List<Row> answers(List<Row> pool) {
      Forecast forecast = reader.predictor().readGroups(frame(pool));
      List<List<Prediction>> made = new ArrayList<>(pool.size());
      pool.forEach(row -> made.add(new ArrayList<>(0)));
      forecast.forEach(
          each -> {
            int row = forecast.table().row(each.place().sequence(), each.place().origin());
            if (row >= 0) { // a row of the data frame, not one inserted in a gap
              made.get(row).add(each);
            }
          });
      List<Row> answered = new ArrayList<>(pool.size());
      for (int row = 0; row < pool.size(); row++) {
        answered.add(RowReader.answered(pool.get(row), made.get(row), fields));
      }
      return answered;
    }

    private Frame frame(List<Row> pool) {
      return FrameOfRows.of(
          source, pool, reader.columns(), row -> source + ", " + reader.where(row));
    }
  }
}
