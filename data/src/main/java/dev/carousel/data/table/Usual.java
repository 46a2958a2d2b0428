package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.NumberColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * What is usual in the training part of a table.
 *
 * @param isLabel whether each group counts once, by the first of its rows that is known
 */
record Usual(RowOrder order, Bounds bounds, boolean isLabel) {
  /** The mean of a column's numbers. */
  double mean(NumberColumn column) {
    double[] mean = new double[1];
    long[] count = new long[1];
    forEach(column, row -> mean[0] += (column.values()[row] - mean[0]) / ++count[0]);
    return mean[0];
  }

  /** The index of the class that is most frequent in a column, the first of equal ones. */
  double mostFrequent(Column column, List<String> classes) {
    Map<String, Integer> ids = new HashMap<>();
    classes.forEach(name -> ids.put(name, ids.size()));
    long[] counts = new long[classes.size()];
    forEach(column, row -> counts[Objects.requireNonNull(ids.get(column.text(row)))]++);
    int best = 0;
    for (int k = 1; k < counts.length; k++) {
      best = counts[k] > counts[best] ? k : best;
    }
    return best;
  }

  private void forEach(Column column, IntConsumer action) {
    for (int g = 0; g < order.groupCount(); g++) {
      for (int p = order.starts()[g]; p < bounds.trainTo()[g]; p++) {
        int row = order.row(p);
        if (row != RowOrder.INSERTED && !column.isMissing(row)) {
          action.accept(row);
          if (isLabel) {
            break;
          }
        }
      }
    }
  }
}
