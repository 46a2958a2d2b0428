package dev.carousel.spark.streaming;

import dev.carousel.spark.internal.ColumnNames;
import dev.carousel.spark.internal.RowReader;
import dev.carousel.spark.internal.SharedModel;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The name of a row's group; empty for a row without one, which is refused later. One thread. */
final class GroupKey implements MapFunction<Row, String> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SharedModel> model;
  private final ColumnNames names;
  private final StructType schema;
  private transient @Nullable RowReader reader;

  GroupKey(Broadcast<SharedModel> model, ColumnNames names, StructType schema) {
    this.model = model;
    this.names = names;
    this.schema = schema;
  }

  @Override
  public String call(Row row) {
    RowReader known = reader;
    if (known == null) {
      known = RowReader.of(model.value(), names, schema);
      reader = known;
    }
    String group = known.group(row);
    return group == null ? "" : group;
  }
}
