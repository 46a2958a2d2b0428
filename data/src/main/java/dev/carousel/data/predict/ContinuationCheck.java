package dev.carousel.data.predict;

import dev.carousel.data.table.Columns;
import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableInput;
import dev.carousel.error.CarouselException;
import java.util.List;

/** Whether a model, and then a table, allow it to go on so many rows beyond the end. */
record ContinuationCheck(TableCodec codec, int steps) {
  /**
   * Refuses a model that cannot go on, whatever the table.
   *
   * @throws CarouselException naming what it reads
   */
  void requireModel() {
    if (steps < 1) {
      throw CarouselException.usage("The number of steps to go on is out of range.")
          .expected("at least 1")
          .found(steps)
          .build();
    }
    if (codec.labelsGroups() || codec.ahead() == 0) {
      throw refused(
          "a model that predicts later rows",
          codec.labelsGroups() ? "one that labels whole groups" : "one of the same row (ahead 0)");
    }
    List<String> others = others();
    if (steps > atOnce() && !others.isEmpty()) {
      throw refused(
          "inputs that are predicted themselves, known or constant within a group, for more than"
              + (atOnce() == 1 ? " the one row" : " the " + atOnce() + " rows")
              + " that the network predicts at once",
          "other inputs: " + String.join(", ", others));
    }
  }

  private static CarouselException refused(String expected, String found) {
    return CarouselException.usage("The model cannot go on beyond the end of the table.")
        .expected(expected)
        .found(found)
        .mend("predict without going on, or train a model for it with a longer --horizon")
        .build();
  }

  private int atOnce() {
    return codec.ahead() + codec.horizon() - 1;
  }

  /** The inputs whose later values nothing tells. */
  private List<String> others() {
    Columns columns = codec.roles().columns();
    return codec.columns().stream()
        .filter(input -> !input.known())
        .map(TableInput::name)
        .filter(name -> !columns.targets().contains(name) && !columns.isConstant(name))
        .toList();
  }

  /** The inputs whose later values the table must have; the calendar goes on by itself. */
  private List<String> knownColumns() {
    return codec.columns().stream().filter(TableInput::known).map(TableInput::name).toList();
  }

  /**
   * Refuses a table that does not reach far enough: its known inputs, its times, its steps.
   *
   * @throws CarouselException saying what is needed
   */
  void requireTable(EncodedTable table, String source) {
    for (int group = 0; group < table.sequences(); group++) {
      requireKnown(table, source, group);
      requireSteps(table, source, group);
      requireTimes(table, source, group);
    }
  }

  private void requireKnown(EncodedTable table, String source, int group) {
    int rounds = (steps - 1) / atOnce() + 1;
    long needed = (long) rounds * atOnce();
    if (knownColumns().isEmpty() || table.futureRows(group) >= needed) {
      return;
    }
    throw CarouselException.failure("The known inputs end before the horizon.")
        .expected(
            needed
                + " rows at the end of each group with a value of "
                + String.join(", ", knownColumns())
                + ", and nothing in "
                + String.join(", ", codec.roles().columns().targets())
                + " (for "
                + steps
                + " steps)")
        .found(table.futureRows(group) + in(table.group(group)))
        .where(source)
        .mend("add rows with the known inputs and empty targets, or ask for fewer steps")
        .build();
  }

  private static String in(String group) {
    return group.isEmpty() ? "" : " in group '" + group + "'";
  }

  /** A step is counted as an int. */
  private void requireSteps(EncodedTable table, String source, int group) {
    int most = Integer.MAX_VALUE - 2 * atOnce() - table.length(group);
    if (steps > most) {
      throw CarouselException.usage("The number of steps to go on is out of range.")
          .expected("at most " + most + ", so that each row of a group has a number")
          .found(steps)
          .where(source + in(table.group(group)))
          .build();
    }
  }

  /** Times are computed for the last row now, not after those before it have been written. */
  private void requireTimes(EncodedTable table, String source, int group) {
    boolean isRead = codec.knowsCalendar() || steps > atOnce();
    boolean isCalendar = isRead && !codec.roles().encoding().calendar().isEmpty();
    int last = table.length(group) - table.futureRows(group) + steps - 1;
    int read = last + (codec.knowsCalendar() ? atOnce() : 0);
    if (table.timeText(group, read).isEmpty() && isCalendar) {
      throw CarouselException.failure("The times beyond the end of the table are not known.")
          .expected("two rows of a group that tell how far apart rows are, for the calendar")
          .found("no usual distance of two rows")
          .where(source)
          .mend("give more rows")
          .build();
    }
  }
}
