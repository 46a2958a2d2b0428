package dev.carousel.spark.streaming;

import dev.carousel.data.frame.TimeFormat;
import dev.carousel.spark.internal.RowReader;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of a group into the order of time, as far as their times can be read; what cannot
 * is refused later. Thread-safe.
 *
 * @param reader tells where the times are
 */
record TimeOrder(RowReader reader) {
  /** A row and its times. */
  private record Timed(Row row, List<Object> times) {}

  void sort(List<Row> rows) {
    if (rows.size() < 2) {
      return;
    }
    List<String> columns = reader.predictor().codec().roles().columns().time();
    Comparator<Timed> order = (a, b) -> compare(a.times, b.times);
    List<Row> sorted =
        rows.stream()
            .map(
                row ->
                    new Timed(
                        row, columns.stream().map(each -> time(reader.cell(row, each))).toList()))
            .sorted(order)
            .map(Timed::row)
            .toList();
    rows.clear();
    rows.addAll(sorted);
  }

  /** A number that grows with the time; of several columns, a number or a word. */
  private static Object time(@Nullable Object cell) {
    if (cell instanceof String word) {
      OptionalLong tick =
          TimeFormat.of(word).map(format -> format.find(word)).orElse(OptionalLong.empty());
      return tick.isPresent() ? (Object) tick.getAsLong() : word;
    }
    return cell == null ? "" : cell;
  }

  private static int compare(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Long first && b instanceof Long second) {
      return Long.compare(first, second);
    }
    if (a instanceof Double first && b instanceof Double second) {
      return Double.compare(first, second);
    }
    return a.toString().compareTo(b.toString());
  }
}
