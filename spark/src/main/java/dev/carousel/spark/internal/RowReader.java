package dev.carousel.spark.internal;

import dev.carousel.data.frame.Wanted;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.model.SavedModel;
import dev.carousel.spark.internal.LoadedModels.LoadedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A model beside the data frame that it reads: which of its columns is where, and what the model
 * says to rows. Immutable and thread-safe.
 */
public final class RowReader {
  private final Predictor predictor;
  private final Map<String, RowSource> columns;

  private RowReader(Predictor predictor, Map<String, RowSource> columns) {
    this.predictor = predictor;
    this.columns = columns;
  }

  /**
   * A model for rows of this type.
   *
   * @throws CarouselException if the model is not one of a table, or a column is missing or of
   *     another type
   */
  public static RowReader of(SharedModel model, ColumnNames names, StructType schema) {
    LoadedModel loaded = LoadedModels.of(model);
    TableCodec codec = names.of(requireTable(loaded.saved()));
    Wanted wanted = codec.wanted();
    Map<String, RowSource> columns = new LinkedHashMap<>();
    names
        .in(schema, codec)
        .forEach(
            (name, column) ->
                columns.put(
                    name, new RowSource(column, schema.fieldIndex(column), wanted.of(name))));
    return new RowReader(
        Predictor.of(loaded.network(), codec), Collections.unmodifiableMap(columns));
  }

  private static TableCodec requireTable(SavedModel saved) {
    if (saved.codec() instanceof TableCodec table) {
      return table;
    }
    throw CarouselException.usage("The model does not predict rows of a table.")
        .expected("a model that was trained on a table")
        .found("a model of " + saved.codec().getClass().getSimpleName())
        .mend("train one: carousel train --csv FILE --target COLUMN")
        .build();
  }

  /** What predicts. */
  public Predictor predictor() {
    return predictor;
  }

  /** The column of groups in the data frame; null if all rows are one series. */
  public @Nullable String group() {
    String own = predictor.codec().roles().columns().group();
    return own == null ? null : source(own).column();
  }

  /** The columns of times in the data frame. */
  public List<String> times() {
    return predictor.codec().roles().columns().time().stream()
        .map(each -> source(each).column())
        .toList();
  }

  /** The columns that the model reads, by its own names. */
  Map<String, RowSource> columns() {
    return columns;
  }

  private RowSource source(String column) {
    return Objects.requireNonNull(columns.get(column));
  }

  /** The cell of a column of the model: a {@link Double}, a {@link String}, or null. */
  public @Nullable Object cell(Row row, String column) {
    return source(column).cell(row);
  }

  /** The name of a row's group; null if it has none, empty if all rows are one series. */
  public @Nullable String group(Row row) {
    String own = predictor.codec().roles().columns().group();
    return own == null ? "" : (String) cell(row, own);
  }

  /** Where a row is, for messages: its group and its time. */
  public String where(Row row) {
    String group = group(row);
    String time =
        predictor.codec().roles().columns().time().stream()
            .map(each -> String.valueOf(cell(row, each)))
            .collect(Collectors.joining(" "));
    return (group == null || group.isEmpty() ? "" : "group '" + group + "', ") + "time " + time;
  }

  /** A row with what is predicted from it in a further column. */
  public static Row answered(Row row, List<Prediction> made, PredictionFields fields) {
    List<@Nullable Object> values = new ArrayList<>(row.size() + 1);
    for (int c = 0; c < row.size(); c++) {
      values.add(row.get(c));
    }
    values.add(fields.value(made));
    return RowFactory.create(values.toArray());
  }
}
