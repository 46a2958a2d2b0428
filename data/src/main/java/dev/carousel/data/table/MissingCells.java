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
    refuse(frame, columns, (name, row) -> false);
  }

  /** Which cells may be missing. */
  @FunctionalInterface
  interface Exempt {
    boolean of(String column, int row);
  }

  /** The same, but for some cells. */
  static void refuse(Frame frame, List<String> columns, Exempt exempt) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int row = Integer.MAX_VALUE;
    String first = "";
    for (String name : columns) {
      Column column = frame.column(name);
      int missing = 0;
      int at = Integer.MAX_VALUE;
      for (int each = 0; each < column.rows(); each++) {
        if (column.isMissing(each) && !exempt.of(name, each)) {
          at = Math.min(at, each);
          missing++;
        }
      }
      if (missing > 0) {
        counts.put(name, missing);
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
        .mend("fill in the cells, or train with --missing carry, mean or mask")
        .build();
  }
}
