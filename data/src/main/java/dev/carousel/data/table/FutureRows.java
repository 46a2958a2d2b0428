package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows at the end of each group that hold nothing but inputs known beforehand, so that what
 * they lack can be predicted: of the targets and the other inputs that change, no cell is there.
 */
final class FutureRows {
  private final BitSet rows = new BitSet();
  private final int[] counts;
  private final Set<String> known;

  FutureRows(Frame frame, RowOrder order, TableCodec codec) {
    counts = new int[order.groupCount()];
    known =
        codec.columns().stream()
            .filter(TableInput::known)
            .map(TableInput::name)
            .collect(Collectors.toSet());
    Columns roles = codec.roles().columns();
    List<Column> changing =
        codec.columns().stream()
            .filter(input -> !input.known() && !roles.isConstant(input.name()))
            .map(input -> frame.column(input.name()))
            .toList();
    if (known.isEmpty() || codec.futures() == 0 || changing.isEmpty()) {
      return;
    }
    List<Column> empty =
        Stream.concat(
                changing.stream(),
                codec.outputs().stream().flatMap(output -> frame.find(output.name()).stream()))
            .toList();
    for (int g = 0; g < counts.length; g++) {
      int position = order.starts()[g + 1] - 1;
      while (position >= order.starts()[g] && isEmpty(empty, order.row(position))) {
        rows.set(Math.max(0, order.row(position)));
        counts[g]++;
        position--;
      }
    }
  }

  private static boolean isEmpty(List<Column> columns, int row) {
    return row == RowOrder.INSERTED || columns.stream().allMatch(column -> column.isMissing(row));
  }

  /** How many there are in each group. */
  int[] counts() {
    return counts;
  }

  /** Whether a cell may be missing because its row is one of them. */
  boolean isExempt(String column, int row) {
    return rows.get(row) && !known.contains(column);
  }
}
