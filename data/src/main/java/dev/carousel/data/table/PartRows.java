package dev.carousel.data.table;

import java.util.Arrays;

/**
 * Where the predictions of a part of a table are made. An origin is the step of a group that is
 * read last for a prediction. Immutable and thread-safe.
 */
public final class PartRows {
  private final Placed part;
  private final TableTruth truth;
  private final int[] first;
  private final int[] last;

  /** The rows of a part of a table, of which this is the truth. */
  PartRows(Placed part, TableTruth truth) {
    this.part = part;
    this.truth = truth;
    first = new int[table().sequences()];
    last = new int[table().sequences()];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
    for (int sequence = 0; sequence < part.size(); sequence++) {
      int group = group(sequence);
      first[group] = Math.min(first[group], origin(sequence, part.firstInUse(sequence)));
      last[group] = Math.max(last[group], origin(sequence, part.lastInUse(sequence)));
    }
  }

  /** The whole table, whose sequences are groups. */
  public EncodedTable table() {
    return part.table();
  }

  /** What the table holds of what is predicted. */
  public TableTruth truth() {
    return truth;
  }

  /** The group that a sequence of the part belongs to: a sequence of {@link #table}. */
  public int group(int sequence) {
    return table().order().group(part.position(sequence, 0));
  }

  /** The step of its group that a step of a sequence is. */
  public int origin(int sequence, int step) {
    return part.position(sequence, step) - table().order().starts()[group(sequence)];
  }

  /** Whether what is predicted after a step of a sequence is used, not amid a window. */
  public boolean isInUse(int step) {
    return part.isInUse(step);
  }

  /** The first origin of a group in the part; {@link Integer#MAX_VALUE} if it has none. */
  public int firstOrigin(int group) {
    return first[group];
  }

  /** The last origin of a group in the part; -1 if it has none. */
  public int lastOrigin(int group) {
    return last[group];
  }
}
