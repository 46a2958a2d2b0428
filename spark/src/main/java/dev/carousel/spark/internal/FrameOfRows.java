package dev.carousel.spark.internal;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.internal.columns.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Rows as a table, as a file of them would be read. */
public final class FrameOfRows {
  private FrameOfRows() {}

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
