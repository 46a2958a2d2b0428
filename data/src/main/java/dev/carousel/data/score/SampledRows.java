package dev.carousel.data.score;

import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.TableCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are sampled.
 *
 * @param groups how many have predictions
 * @param ranges of the groups that are shown; of labels, one of a step each
 */
record SampledRows(EncodedTable table, int groups, List<Range> ranges, int classes, boolean isAll) {
  /** Rows before the end that show what goes on beyond it: so many times what is beyond. */
  private static final int BEFORE = 4;

  private static final int FEWEST_BEFORE = 60;

  /**
   * Steps of a group.
   *
   * @param from the first step
   * @param to the step after the last; may be beyond the end
   * @param last the last origin
   * @param left how many steps with predictions are left out
   */
  record Range(int group, int from, int to, int last, int left) {
    int size() {
      return to - from;
    }
  }

  /**
   * Rows of a table.
   *
   * @param first the first origin of a group
   * @param last the last origin of a group; -1 if it has none
   * @param beyond how many rows beyond the end are predicted; null if others are
   */
  static SampledRows of(
      EncodedTable table,
      IntUnaryOperator first,
      IntUnaryOperator last,
      SampleSize size,
      @Nullable Integer beyond) {
    TableCodec codec = table.codec();
    int[] known =
        IntStream.range(0, table.sequences()).filter(g -> last.applyAsInt(g) >= 0).toArray();
    int most = codec.labelsGroups() ? size.rowsOf(1, codec.predictsClasses()) : size.groups();
    int shown = Math.min(known.length, most);
    int rows = size.rowsOf(shown, codec.predictsClasses());
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      int at = shown == 1 ? 0 : (int) Math.round(i * (known.length - 1.0) / (shown - 1));
      int group = known[at];
      ranges.add(
          beyond == null
              ? range(codec, group, first.applyAsInt(group), last.applyAsInt(group), rows)
              : beyond(group, table.length(group), beyond, rows));
    }
    return new SampledRows(table, known.length, ranges, size.classes(), beyond != null);
  }

  private static Range range(TableCodec codec, int group, int first, int last, int rows) {
    if (codec.labelsGroups()) {
      return new Range(group, last, last + 1, last, 0);
    }
    int tiles = (last - first) / codec.horizon();
    int begin = last - tiles * codec.horizon() + codec.ahead();
    int end = last + codec.ahead() + codec.horizon();
    int from = Math.max(begin, end - rows);
    return new Range(group, from, end, last, from - begin);
  }

  private static Range beyond(int group, int length, int steps, int rows) {
    int before = (int) Math.min(rows, Math.max(FEWEST_BEFORE, (long) BEFORE * steps));
    int shown = Math.min(steps, rows);
    return new Range(group, Math.max(0, length - before), length + shown, length - 1, 0);
  }

  /** The range of a group; null if it is not shown. */
  @Nullable Range range(int group) {
    for (Range each : ranges) {
      if (each.group() == group) {
        return each;
      }
    }
    return null;
  }

  /** Whether the predictions from an origin belong to those that are shown. */
  boolean isWanted(int group, int origin) {
    Range range = range(group);
    return range != null && (isAll || (range.last() - origin) % table.codec().horizon() == 0);
  }

  /** What a step is called: its time, or its number from 1. */
  String place(Range range, int step) {
    if (table.codec().labelsGroups()) {
      return table.group(range.group());
    }
    String time = table.timeText(range.group(), step);
    return time.isEmpty() ? Integer.toString(step + 1) : time;
  }
}
