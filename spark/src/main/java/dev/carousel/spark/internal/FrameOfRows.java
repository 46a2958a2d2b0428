package dev.carousel.spark.internal;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.columns.ColumnBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows as a table, as a file of them would be read. */
public final class FrameOfRows {
  private FrameOfRows() {}

  /**
   * The columns that are wanted of a data frame, by their names. One that is wanted as anything is
   * left out if it can be read as nothing, such as an array.
   *
   * @throws dev.carousel.error.CarouselException if one is of a type that does not fit
   */
  public static Map<String, RowSource> columns(StructType schema, Wanted wanted) {
    Map<String, RowSource> columns = new LinkedHashMap<>();
    for (StructField field : schema.fields()) {
      As as = wanted.of(field.name());
      if (as == As.SKIP || (as == As.ANY && !Cells.isRead(field.dataType(), as))) {
        continue;
      }
      Cells.requireType(field, as);
      columns.put(field.name(), new RowSource(field.name(), schema.fieldIndex(field.name()), as));
    }
    return columns;
  }

  /**
   * A table.
   *
   * @param source of the rows, for messages
   * @param columns by the names in the table
   * @param where a row is, for messages
   * @throws dev.carousel.error.CarouselException if a cell is not what its column holds
   */
  public static Frame of(
      String source, List<Row> rows, Map<String, RowSource> columns, Function<Row, String> where) {
    List<Column> read = new ArrayList<>();
    columns.forEach((name, from) -> read.add(column(name, from, rows, where)));
    return Frame.of(source, read, DataIdentity.none());
  }

  private static Column column(
      String name, RowSource from, List<Row> rows, Function<Row, String> where) {
    int[] at = new int[1];
    ColumnBuilder builder =
        new ColumnBuilder(name, from.wanted(), () -> where.apply(rows.get(at[0])));
    for (Row row : rows) {
      Object cell = from.cell(row);
      if (cell == null) {
        builder.missing(at[0]);
      } else if (cell instanceof Double number) {
        builder.number(at[0], number, number.toString());
      } else {
        builder.text(at[0], (String) cell);
      }
      at[0]++;
    }
    return builder.finish(rows.size());
  }
}
