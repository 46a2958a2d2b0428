package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Refuses tables with missing cells. */
final class MissingCells {
  private MissingCells() {}

  /**
   * Refuses missing cells of some columns.
   *
   * @throws CarouselException naming the first of them, and their number in each column
   */
  static void refuse(Frame frame, List<String> columns) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int row = Integer.MAX_VALUE;
    String first = "";
    for (String name : columns) {
      Column column = frame.column(name);
      int missing = column.missing();
      if (missing > 0) {
        counts.put(name, missing);
        int at = firstOf(column);
        first = at < row ? name : first;
        row = Math.min(at, row);
      }
    }
    if (counts.isEmpty()) {
      return;
    }
    List<String> each = new ArrayList<>();
    counts.forEach((name, count) -> each.add(String.format(Locale.ROOT, "%s %,d", name, count)));
    throw CarouselException.failure("Cells of the table are missing.")
        .expected("a value in each cell of an input (--missing refuse)")
        .found(
            "nothing in column '%s', row %d; missing cells: %s"
                .formatted(first, row + 1, String.join(", ", each)))
        .where(frame.source())
        .mend("--missing carry, mean or mask; or fill in the cells")
        .build();
  }

  private static int firstOf(Column column) {
    int row = 0;
    while (!column.isMissing(row)) {
      row++;
    }
    return row;
  }
}
