package dev.carousel.data.table;

import dev.carousel.data.frame.TimeColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as they are read: group by group, in the order of time within each, with rows
 * inserted in gaps. A place in this order is a position.
 *
 * @param starts {@code [G + 1]}: the first position of each group, and the number of positions
 * @param groups the names of the groups; one empty name if there is no column of groups
 * @param rows the row of the table at each position, -1 for an inserted one; null if every position
 *     is its row
 * @param times the column of times; null if there is none
 * @param ticks the time at each position; null if that of its row holds
 * @param isByGroup whether the usual distance of two rows is that of each group by itself; else of
 *     all groups together
 * @param notes what was found: disorder, gaps
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record RowOrder(
    int[] starts,
    List<String> groups,
    int @Nullable [] rows,
    @Nullable TimeColumn times,
    long @Nullable [] ticks,
    boolean isByGroup,
    List<String> notes) {
  /** The position of an inserted row. */
  static final int INSERTED = -1;

  int groupCount() {
    return groups.size();
  }

  int positions() {
    return starts[starts.length - 1];
  }

  int length(int group) {
    return starts[group + 1] - starts[group];
  }

  /** The row of the table at a position; {@link #INSERTED} if it has none. */
  int row(int position) {
    return rows == null ? position : rows[position];
  }

  /** The time at a position, in ticks; only if there are times. */
  long tick(int position) {
    if (ticks != null) {
      return ticks[position];
    }
    if (times == null) {
      throw new IllegalStateException("no times");
    }
    return times.ticks()[row(position)];
  }

  /** The group of a position. */
  int group(int position) {
    int found = Arrays.binarySearch(starts, position);
    int group = found >= 0 ? found : -found - 2;
    while (starts[group + 1] == position) { // empty groups before it
      group++;
    }
    return group;
  }

  /** Where a position is, for messages: its row from 1, and its group. */
  String where(int position, int group) {
    int row = row(position);
    String name = groups.get(group);
    String at = row == INSERTED ? "a row inserted in a gap" : "row " + (row + 1);
    return name.isEmpty() ? at : at + ", group '" + name + "'";
  }
}
