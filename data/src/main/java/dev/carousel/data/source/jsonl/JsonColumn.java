package dev.carousel.data.source.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.carousel.data.frame.Column;
import dev.carousel.data.internal.columns.ColumnBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the names, with its values so far. */
final class JsonColumn {
  private final String name;
  private final @Nullable ColumnBuilder builder;

  /** The rows that are set; those that follow lack the name. */
  private int filled;

  /**
   * @param builder null if the column is skipped
   */
  JsonColumn(String name, @Nullable ColumnBuilder builder) {
    this.name = name;
    this.builder = builder;
  }

  String name() {
    return name;
  }

  boolean isSkipped() {
    return builder == null;
  }

  /** Sets a row to the parser's value, which is no object and no list. */
  void set(int row, JsonToken value, JsonParser parser) throws IOException {
    if (builder == null) {
      return;
    }
    fill(builder, row);
    switch (value) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> setNumber(builder, row, parser);
      case VALUE_TRUE, VALUE_FALSE -> setTruth(builder, row, value == JsonToken.VALUE_TRUE);
      case VALUE_STRING -> builder.text(row, parser.getText());
      default -> builder.missing(row);
    }
    filled = row + 1;
  }

  private void fill(ColumnBuilder column, int rows) {
    for (; filled < rows; filled++) {
      column.missing(filled);
    }
  }

  private static void setNumber(ColumnBuilder column, int row, JsonParser parser)
      throws IOException {
    double number = parser.getDoubleValue();
    if (Double.isNaN(number)) {
      column.missing(row);
    } else if (column.takesWords()) {
      column.word(row, parser.getText());
    } else if (column.kind() == ColumnBuilder.Kind.NUMBERS && Double.isFinite(number)) {
      column.numbers().set(row, number);
    } else {
      column.number(row, number, parser.getText());
    }
  }

  private static void setTruth(ColumnBuilder column, int row, boolean isTrue) {
    if (column.takesWords()) {
      column.word(row, Boolean.toString(isTrue));
    } else {
      column.number(row, isTrue ? 1 : 0, Boolean.toString(isTrue));
    }
  }

  /** The columns that are not skipped, with missing cells to the end; clears the list. */
  static List<Column> finish(List<JsonColumn> columns, int rows) {
    List<Column> finished = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      JsonColumn column = columns.set(i, new JsonColumn("", null));
      if (column.builder != null) {
        column.fill(column.builder, rows);
        finished.add(column.builder.finish(rows));
      }
    }
    return finished;
  }
}
