package dev.carousel.data.table;

import dev.carousel.data.Part;
import dev.carousel.data.frame.Frame;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Refuses parts and groups that have too few rows. */
final class Lengths {
  private static final int MOST_NAMED = 5;

  private Lengths() {}

  /**
   * Refuses training groups that are too short for one prediction, unless they are to be skipped;
   * then they are counted among the notes of the order.
   */
  static void require(Frame frame, RowOrder order, Roles roles, Steps steps, Bounds bounds) {
    if (roles.columns().group() == null) {
      requireTraining(frame, steps, bounds.trainTo()[0]);
      return;
    }
    List<String> named = new ArrayList<>();
    int count = 0;
    for (int g = 0; g < order.groupCount(); g++) {
      int rows = bounds.trainTo()[g] - order.starts()[g];
      if (rows > 0 && steps.predictions(rows) < 1) {
        count++;
        if (named.size() < MOST_NAMED) {
          named.add("'" + order.groups().get(g) + "' (" + rows + ")");
        }
      }
    }
    if (count == 0) {
      return;
    }
    String words =
        String.format(
            Locale.ROOT,
            "%,d too short: %s%s",
            count,
            String.join(", ", named),
            count > named.size() ? ", .." : "");
    if (roles.request().shortGroups() == ShortGroups.REFUSE) {
      throw CarouselException.failure("Groups of the table are too short.")
          .expected(steps.needs() + " in the training part of each group")
          .found(words)
          .where(frame.source())
          .mend("--short skip to leave them out, a shorter --window or --horizon, or more rows")
          .build();
    }
    order.notes().add("groups skipped: " + words);
  }

  private static void requireTraining(Frame frame, Steps steps, int rows) {
    if (steps.predictions(rows) < 1) {
      throw tooShort(frame.source(), frame.rows(), "training", steps.needs(), rows);
    }
  }

  /**
   * Refuses a part in which nothing can be predicted.
   *
   * @param source of the table
   * @param all how many rows the table has
   * @param name of the part
   * @param rows how many rows it has
   */
  static void requireSome(String source, int all, Steps steps, Part part, String name, long rows) {
    if (part.symbols() == 0) {
      String needed =
          steps.isLabel()
              ? "at least one group with a label"
              : steps.horizon() > 1
                  ? steps.horizon() + " rows of a group, with a target that is not missing"
                  : rows == 0 ? "1 row" : "1 row with a target that is not missing";
      throw tooShort(source, all, name, needed, rows);
    }
  }

  private static CarouselException tooShort(
      String source, int all, String part, String needed, long rows) {
    return CarouselException.failure("The " + part + " part of the table is too short.")
        .expected(needed)
        .found(rows + " of the table's " + all + " rows")
        .where(source)
        .mend("use more rows, a shorter window, or another share for validation")
        .build();
  }
}
