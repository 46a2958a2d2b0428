package dev.carousel.data.table;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Continues the times of a table beyond the end of each group: by whole months if all rows of the
 * table are so many months apart, and otherwise by the distance of two rows that is the most
 * frequent, or each group by its own. Thread-safe.
 */
final class TimeLine {
  private final RowOrder order;
  private volatile @Nullable Paces paces;

  TimeLine(RowOrder order) {
    this.order = order;
  }

  /**
   * A time after the end of a group, in ticks; empty if the table does not tell how far apart its
   * rows are.
   *
   * @param steps how many steps after the last row, from 1
   */
  OptionalLong after(int group, int steps) {
    if (order.times() == null || order.length(group) == 0) {
      return OptionalLong.empty();
    }
    Pace measured = measured().of(group);
    return measured.distance() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(measured.after(order.tick(order.starts()[group + 1] - 1), steps));
  }

  /** The time at a position. */
  long tick(int position) {
    return order.tick(position);
  }

  /** The group of a position. */
  int group(int position) {
    return order.group(position);
  }

  /** The position after a group's last. */
  int end(int group) {
    return order.starts()[group + 1];
  }

  /**
   * The time at a position of a group, or beyond its end.
   *
   * @throws IllegalStateException if nothing tells it
   */
  long tick(int group, int position) {
    return position < end(group)
        ? order.tick(position)
        : after(group, position - end(group) + 1).orElseThrow(IllegalStateException::new);
  }

  /** Measured when it is first needed, and then only read. */
  private synchronized Paces measured() {
    Paces known = paces;
    if (known == null) {
      known = Paces.of(order);
      paces = known;
    }
    return known;
  }
}
