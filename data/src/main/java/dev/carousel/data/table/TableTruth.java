package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a table holds of what is predicted, in its own units. Immutable and thread-safe. */
public final class TableTruth {
  private final EncodedTable table;
  private final List<Optional<Column>> columns = new ArrayList<>();

  /**
   * The truth of a table.
   *
   * @param frame of which it was encoded; target columns may be absent
   */
  public TableTruth(EncodedTable table, Frame frame) {
    this.table = table;
    table.codec().outputs().forEach(output -> columns.add(frame.find(output.name())));
  }

  /** The target columns that are there. */
  List<Column> columns() {
    return columns.stream().flatMap(Optional::stream).toList();
  }

  /**
   * A number.
   *
   * @param output the index of the target column
   * @param step of the sequence; may be beyond its end. Any one, for a label of the sequence
   * @return NaN where it is not known
   */
  public double number(int output, int sequence, int step) {
    Column column = columns.get(output).orElse(null);
    int row = row(column, sequence, step);
    return row >= 0 && column instanceof NumberColumn numbers ? numbers.values()[row] : Double.NaN;
  }

  /**
   * A class.
   *
   * @param step of the sequence; may be beyond its end. Any one, for a label of the sequence
   * @return null where it is not known
   */
  public @Nullable String name(int sequence, int step) {
    Column column = columns.get(0).orElse(null);
    int row = row(column, sequence, step);
    return column == null || row < 0 ? null : column.text(row);
  }

  /** The row that holds a step's truth; of a label, the first of the group that has it; else -1. */
  private int row(@Nullable Column column, int sequence, int step) {
    if (column == null) {
      return -1;
    }
    if (!table.codec().labelsGroups()) {
      return known(column, sequence, step);
    }
    int row = -1;
    for (int each = 0; each < table.length(sequence) && row < 0; each++) {
      row = known(column, sequence, each);
    }
    return row;
  }

  private int known(Column column, int sequence, int step) {
    int row = step < table.length(sequence) ? table.row(sequence, step) : -1;
    return row >= 0 && !column.isMissing(row) ? row : -1;
  }
}
