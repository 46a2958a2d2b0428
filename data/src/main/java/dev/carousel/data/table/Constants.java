package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.error.CarouselException;

/** Columns that are constant within each group: their values; one that is not is refused. */
final class Constants {
  private Constants() {}

  /** Checks the cells that are there. */
  static void require(Frame frame, RowOrder order, Column column) {
    for (int g = 0; g < order.groupCount(); g++) {
      int known = -1;
      for (int p = order.starts()[g]; p < order.starts()[g + 1]; p++) {
        int row = order.row(p);
        if (row == RowOrder.INSERTED || column.isMissing(row)) {
          continue;
        }
        known = known < 0 ? row : known;
        if (known != row && !isSame(column, known, row)) {
          throw changes(frame, order, column, known, p, g);
        }
      }
    }
  }

  /** The first row of a group with a value; -1 if it has none. */
  static int firstKnown(RowOrder order, Column column, int group) {
    for (int p = order.starts()[group]; p < order.starts()[group + 1]; p++) {
      int row = order.row(p);
      if (row != RowOrder.INSERTED && !column.isMissing(row)) {
        return row;
      }
    }
    return -1;
  }

  private static boolean isSame(Column column, int row, int other) {
    if (column instanceof NumberColumn numbers) {
      return numbers.values()[row] == numbers.values()[other];
    }
    if (column instanceof TextColumn text) {
      return text.codes()[row] == text.codes()[other];
    }
    return column.text(row).equals(column.text(other));
  }

  private static CarouselException changes(
      Frame frame, RowOrder order, Column column, int known, int position, int group) {
    return CarouselException.failure("Column '" + column.name() + "' changes within a group.")
        .expected("one value for each group, here '" + column.text(known) + "'")
        .found("'" + column.text(order.row(position)) + "' in " + order.where(position, group))
        .where(frame.source())
        .mend(
            "correct the cells; or, for a target that changes, --window N, or --every-step to"
                + " predict it at each row")
        .build();
  }
}
