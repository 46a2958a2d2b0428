package dev.carousel.data.table;

import dev.carousel.data.frame.TimeColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * How far apart rows usually are in time.
 *
 * @param each one for all groups together, or one for each; without distances if there are no times
 */
record Paces(List<Pace> each) {
  /** More different distances than this are not a regular series. */
  private static final int MOST_DISTANCES = 100_000;

  /** Of the rows in an order. */
  static Paces of(RowOrder order) {
    List<Pace> all = new ArrayList<>(List.of(new Pace(MOST_DISTANCES)));
    TimeColumn times = order.times();
    for (int g = 0; g < order.groupCount(); g++) {
      if (g > 0 && order.isByGroup()) {
        all.add(new Pace(MOST_DISTANCES));
      }
      Pace pace = all.get(all.size() - 1);
      for (int p = order.starts()[g] + 1; times != null && p < order.starts()[g + 1]; p++) {
        pace.add(times.format(), order.tick(p - 1), order.tick(p));
      }
    }
    return new Paces(all);
  }

  /** That of a group. */
  Pace of(int group) {
    return each.get(each.size() == 1 ? 0 : group);
  }
}
