package dev.carousel.data.table;

import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.StreamPart;
import dev.carousel.data.Targets.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * The parts of a table, as what a network reads.
 *
 * @param bounds where they begin and end in each group
 */
record Parts(EncodedTable table, Bounds bounds) {
  Part training() {
    return part(g -> table.order().starts()[g], g -> bounds.trainTo()[g], true);
  }

  Part validation() {
    return part(g -> bounds.trainTo()[g], g -> bounds.validTo()[g], false);
  }

  Part test() {
    return part(g -> bounds.validTo()[g], g -> table.order().starts()[g + 1], false);
  }

  /** Each position of the part that has enough positions before it in its group is predicted. */
  private Part part(IntUnaryOperator from, IntUnaryOperator to, boolean shuffled) {
    Steps steps = steps();
    if (steps.window() != null) {
      int[] starts = windows(from, to, steps);
      return starts.length == 0
          ? Part.empty()
          : new WindowPart(table, starts, steps.window(), shuffled);
    }
    return steps.isLabel() ? labels(from, to, shuffled) : series(from, to);
  }

  /**
   * The first position that is read for predictions of a part of a group: the first row that is
   * predicted from there is the first one of the part, or as near to it as the group allows.
   */
  private int first(int from, int group) {
    return Math.max(table.order().starts()[group], from - steps().reach() + steps().horizon() - 1);
  }

  private int[] windows(IntUnaryOperator from, IntUnaryOperator to, Steps steps) {
    int[] starts = new int[16];
    int count = 0;
    for (int g = 0; g < table.order().groupCount(); g++) {
      if (from.applyAsInt(g) == to.applyAsInt(g)) {
        continue;
      }
      int last = to.applyAsInt(g) - steps.reach();
      for (int start = first(from.applyAsInt(g), g); start < last; start++) {
        if (isAnyKnown(start, steps)) {
          starts = count == starts.length ? Arrays.copyOf(starts, grown(count)) : starts;
          starts[count++] = start;
        }
      }
    }
    return Arrays.copyOf(starts, count);
  }

  private static int grown(int count) {
    return (int) Math.min(Integer.MAX_VALUE - 8, 2L * count);
  }

  /** Whether a window has any target, so that it is worth reading. */
  private boolean isAnyKnown(int start, Steps steps) {
    int window = steps.window() == null ? 1 : steps.window();
    boolean isEnd = steps.moment() == Moment.END;
    for (int step = isEnd ? window - 1 : 0; step < window; step++) {
      if (table.goals().isAnyKnown(start + step)) {
        return true;
      }
    }
    return false;
  }

  /** Whole groups, each with one label; those without one are left out. */
  private Part labels(IntUnaryOperator from, IntUnaryOperator to, boolean shuffled) {
    int[] starts = new int[table.order().groupCount()];
    int[] lengths = new int[starts.length];
    int count = 0;
    for (int g = 0; g < starts.length; g++) {
      int first = from.applyAsInt(g);
      if (first < to.applyAsInt(g) && table.goals().isAnyKnown(first)) {
        starts[count] = first;
        lengths[count++] = to.applyAsInt(g) - first;
      }
    }
    return count == 0
        ? Part.empty()
        : new GroupPart(
            table, Arrays.copyOf(starts, count), Arrays.copyOf(lengths, count), shuffled);
  }

  /** A long sequence of each group, which goes on from the part before it. */
  private Part series(IntUnaryOperator from, IntUnaryOperator to) {
    int most = table.order().groupCount();
    int[] firsts = new int[most];
    int[] lengths = new int[most];
    int[] before = new int[most];
    int count = 0;
    for (int g = 0; g < most; g++) {
      int first = first(from.applyAsInt(g), g);
      int length = to.applyAsInt(g) - first - steps().reach();
      if (from.applyAsInt(g) < to.applyAsInt(g) && length > 0) {
        firsts[count] = first;
        lengths[count] = length;
        before[count++] = first - table.order().starts()[g];
      }
    }
    return count == 0
        ? Part.empty()
        : new SeriesPart(
            table,
            Arrays.copyOf(firsts, count),
            new StreamPart(
                SequenceList.of(
                    new SeriesSource(table),
                    Arrays.copyOf(firsts, count),
                    Arrays.copyOf(lengths, count),
                    Arrays.copyOf(before, count))));
  }

  private Steps steps() {
    return table.codec().steps();
  }

  /** How many rows train, validate and test; of labelled groups, how many of these. */
  long[] rows() {
    RowOrder order = table.order();
    boolean isLabel = steps().isLabel();
    long[] counts = new long[3];
    for (int g = 0; g < order.groupCount(); g++) {
      int[] lengths = {
        bounds.trainTo()[g] - order.starts()[g],
        bounds.validTo()[g] - bounds.trainTo()[g],
        order.starts()[g + 1] - bounds.validTo()[g]
      };
      for (int part = 0; part < counts.length; part++) {
        counts[part] += isLabel ? Math.min(1, lengths[part]) : lengths[part];
      }
    }
    return counts;
  }

  /** How many rows or groups there are for each use. */
  String words() {
    boolean isLabel = steps().isLabel();
    long[] counts = rows();
    int groups = table.order().groupCount();
    String noun = isLabel ? "groups" : "rows";
    String text =
        counts[0] == 0 && counts[2] == 0 // to be evaluated as a whole
            ? String.format(Locale.ROOT, "%,d %s", counts[1], noun)
            : String.format(
                Locale.ROOT, "%,d %s to train, %,d to validate", counts[0], noun, counts[1]);
    text += counts[2] == 0 ? "" : String.format(Locale.ROOT, ", %,d to test", counts[2]);
    return groups == 1 || isLabel
        ? text
        : text + String.format(Locale.ROOT, ", in %,d groups", groups);
  }

  List<String> notes() {
    return table.notes();
  }
}
