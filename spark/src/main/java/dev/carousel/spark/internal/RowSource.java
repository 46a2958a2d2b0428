package dev.carousel.spark.internal;

import dev.carousel.data.frame.Wanted.As;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where the cells of a column of a table come from.
 *
 * @param column of the data frame
 * @param at its place in a row
 * @param wanted what its cells are read as
 */
public record RowSource(String column, int at, As wanted) {
  /** The cell of a row: a {@link Double}, a {@link String}, or null for nothing. */
  @Nullable Object cell(Row row) {
    return Cells.of(row.get(at), wanted);
  }
}
