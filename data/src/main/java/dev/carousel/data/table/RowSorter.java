package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.frame.TimeColumn;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the rows of a table into the order in which they are read. */
final class RowSorter {
  private final Frame frame;
  private final Roles roles;
  private final @Nullable TimeColumn times;
  private final boolean isByGroup;
  private final List<String> notes = new ArrayList<>();

  private RowSorter(Frame frame, Roles roles, boolean isByGroup) {
    this.frame = frame;
    this.roles = roles;
    this.isByGroup = isByGroup;
    List<String> time = roles.columns().time();
    this.times = time.isEmpty() ? null : RowTimes.of(frame, time);
  }

  /**
   * The order of a table's rows.
   *
   * @throws CarouselException if a row has no group or no time, two rows of a group have the same
   *     time, or gaps are to be refused
   */
  static RowOrder sort(Frame frame, Roles roles) {
    return new RowSorter(frame, roles, false).sort();
  }

  /** The same, with the usual distance of two rows from each group by itself. */
  static RowOrder sortByGroup(Frame frame, Roles roles) {
    return new RowSorter(frame, roles, true).sort();
  }

  private RowOrder sort() {
    String group = roles.columns().group();
    Grouped grouped =
        group == null
            ? new Grouped(List.of(""), new int[] {0, frame.rows()}, null)
            : grouped(frame.column(group));
    int[] rows = times == null ? grouped.rows : inOrder(grouped, times.ticks());
    RowOrder order =
        new RowOrder(grouped.starts, grouped.names, rows, times, null, isByGroup, notes);
    if (times == null) {
      return order;
    }
    requireApart(order, times);
    return new TimeGaps(frame.source(), order, roles.encoding().gaps(), notes).treat();
  }

  /** Rows by group: the rows of each in the table's order; null if that is the order of all. */
  @SuppressWarnings("ArrayRecordComponent") // made and used within this class
  private record Grouped(List<String> names, int[] starts, int @Nullable [] rows) {}

  private Grouped grouped(Column column) {
    TextColumn text = asText(column);
    int[] codes = text.codes();
    int[] counts = new int[text.words().size()];
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] == TextColumn.MISSING) {
        throw CarouselException.failure("A row of the table has no group.")
            .expected("a value in column '" + column.name() + "' of each row")
            .found("an empty cell (" + column.missing() + " in the column)")
            .where(frame.source() + ", row " + (row + 1))
            .mend("fill in the group, or remove such rows")
            .build();
      }
      counts[codes[row]]++;
    }
    int[] present = Arrays.stream(firstSeen(codes, counts.length)).toArray();
    int[] starts = new int[present.length + 1];
    int[] next = new int[counts.length];
    for (int g = 0; g < present.length; g++) {
      next[present[g]] = starts[g];
      starts[g + 1] = starts[g] + counts[present[g]];
    }
    int[] rows = new int[codes.length];
    boolean isSame = true;
    for (int row = 0; row < codes.length; row++) {
      int position = next[codes[row]]++;
      rows[position] = row;
      isSame &= position == row;
    }
    List<String> names = Arrays.stream(present).mapToObj(text.words()::get).toList();
    return new Grouped(names, starts, isSame ? null : rows);
  }

  /** The codes that occur, in the order in which they first do. */
  private static int[] firstSeen(int[] codes, int most) {
    boolean[] isSeen = new boolean[most];
    int[] order = new int[most];
    int count = 0;
    for (int code : codes) {
      if (!isSeen[code]) {
        isSeen[code] = true;
        order[count++] = code;
      }
    }
    return Arrays.copyOf(order, count);
  }

  /** Any column as words; numbers and times as they are written. */
  static TextColumn asText(Column column) {
    if (column instanceof TextColumn text) {
      return text;
    }
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] coded = new int[column.rows()];
    for (int row = 0; row < coded.length; row++) {
      coded[row] =
          column.isMissing(row)
              ? TextColumn.MISSING
              : codes.computeIfAbsent(column.text(row), word -> codes.size());
    }
    return new TextColumn(column.name(), new ArrayList<>(codes.keySet()), coded);
  }

  /** The rows of each group by time; rows of one time stay in the table's order. */
  private int @Nullable [] inOrder(Grouped grouped, long[] ticks) {
    int[] rows = grouped.rows;
    int disordered = 0;
    for (int g = 0; g < grouped.names.size(); g++) {
      int from = grouped.starts[g];
      int to = grouped.starts[g + 1];
      int late = 0;
      for (int p = from + 1; p < to; p++) {
        late += ticks[row(rows, p)] < ticks[row(rows, p - 1)] ? 1 : 0;
      }
      if (late > 0) {
        rows = rows == null ? identity(frame.rows()) : rows;
        sort(rows, from, to, ticks);
        disordered += late;
      }
    }
    if (disordered > 0) {
      notes.add(
          String.format(
              Locale.ROOT, "%,d %s sorted by time", disordered, disordered == 1 ? "row" : "rows"));
    }
    return rows;
  }

  private static int row(int @Nullable [] rows, int position) {
    return rows == null ? position : rows[position];
  }

  private static int[] identity(int length) {
    int[] rows = new int[length];
    Arrays.setAll(rows, row -> row);
    return rows;
  }

  private static void sort(int[] rows, int from, int to, long[] ticks) {
    Integer[] part = new Integer[to - from];
    Arrays.setAll(part, i -> rows[from + i]);
    Arrays.sort(part, Comparator.comparingLong((Integer row) -> ticks[row]));
    for (int i = 0; i < part.length; i++) {
      rows[from + i] = part[i];
    }
  }

  private void requireApart(RowOrder order, TimeColumn times) {
    int count = 0;
    String first = "";
    for (int g = 0; g < order.groupCount(); g++) {
      for (int p = order.starts()[g] + 1; p < order.starts()[g + 1]; p++) {
        if (order.tick(p) == order.tick(p - 1)) {
          first =
              count > 0
                  ? first
                  : "rows "
                      + (Math.min(order.row(p - 1), order.row(p)) + 1)
                      + " and "
                      + (Math.max(order.row(p - 1), order.row(p)) + 1)
                      + " at "
                      + times.text(order.row(p))
                      + (order.groups().get(g).isEmpty()
                          ? ""
                          : " in group '" + order.groups().get(g) + "'");
          count++;
        }
      }
    }
    if (count > 0) {
      throw CarouselException.failure("Two rows of the table have the same time.")
          .expected(
              "one row for each time" + (roles.columns().group() == null ? "" : " of a group"))
          .found(first + String.format(Locale.ROOT, " (%,d such %s in all)", count, pairs(count)))
          .where(frame.source() + ", column '" + times.name() + "'")
          .mend(
              roles.columns().group() == null
                  ? "name the column that tells the series apart: --group COLUMN"
                  : "remove or average such rows")
          .build();
    }
  }

  private static String pairs(int count) {
    return count == 1 ? "pair" : "pairs";
  }
}
