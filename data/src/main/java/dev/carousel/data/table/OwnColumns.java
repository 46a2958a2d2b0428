package dev.carousel.data.table;

import dev.carousel.error.CarouselException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks and copies the columns from which a program builds a table. */
final class OwnColumns {
  private OwnColumns() {}

  static List<double[]> copy(String table, List<String> columns, List<double[]> values) {
    if (columns.isEmpty() || columns.size() != values.size()) {
      throw wrong(table, "as many columns as names, at least one")
          .found(columns.size() + " names, " + values.size() + " columns")
          .build();
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!names.add(columns.get(i))) {
        throw wrong(table, "unique names").found("'" + columns.get(i) + "' twice").build();
      }
      requireNumbers(table, columns.get(i), values.get(i), values.get(0).length);
    }
    return values.stream().map(double[]::clone).toList();
  }

  private static void requireNumbers(String table, String column, double[] values, int rows) {
    if (values.length == 0 || values.length != rows) {
      throw wrong(table, "columns of one length, at least 1")
          .found(values.length + " values of '" + column + "', " + rows + " of the first column")
          .build();
    }
    for (int row = 0; row < rows; row++) {
      if (!Double.isFinite(values[row])) {
        throw wrong(table, "finite numbers")
            .found(values[row] + " in column '" + column + "', row " + row + " (from 0)")
            .build();
      }
    }
  }

  private static CarouselException.Builder wrong(String table, String expected) {
    return CarouselException.usage("The table cannot be built from these columns.")
        .expected(expected)
        .where(table);
  }
}
