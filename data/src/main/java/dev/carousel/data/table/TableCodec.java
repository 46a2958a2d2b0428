package dev.carousel.data.table;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to read tables as a network's training data was read: the roles of columns, the scales of
 * numbers, the values of categories and classes. It turns the network's outputs back into the units
 * of the data.
 *
 * @param roles the roles with which the network was trained
 * @param groups the groups that have scales of their own, in the order of the scales; empty if all
 *     are scaled alike
 * @param columns to read, in the order of the network's input; the calendar follows, then for
 *     {@link Missing#MASK} which numbers are there
 * @param outputs the columns to predict, in order
 * @param classes to choose from, in the order of the network's output; empty for numbers
 */
public record TableCodec(
    Roles roles,
    List<String> groups,
    List<TableInput> columns,
    List<TableOutput> outputs,
    List<String> classes)
    implements DataCodec {
  /** Copies the lists. */
  public TableCodec {
    Objects.requireNonNull(roles);
    groups = List.copyOf(groups);
    columns = List.copyOf(columns);
    outputs = List.copyOf(outputs);
    classes = List.copyOf(classes);
    int scaled = groups.size();
    columns.forEach(column -> requireGroups(column.name(), column.scale(), scaled));
    boolean isClass = !classes.isEmpty();
    for (TableOutput output : outputs) {
      requireGroups(output.name(), output.scale(), scaled);
      if ((output.scale() == null) != isClass) {
        throw new IllegalArgumentException(output.name() + " has neither scale nor classes");
      }
    }
    if (outputs.isEmpty() || (isClass && outputs.size() > 1)) {
      throw new IllegalArgumentException(outputs.size() + " outputs");
    }
  }

  private static void requireGroups(String column, @Nullable Scale scale, int groups) {
    if (scale != null && scale.isByGroup() && scale.centres().size() != groups) {
      throw new IllegalArgumentException(
          column + " has scales of " + scale.centres().size() + " groups, expected " + groups);
    }
  }

  @Override
  public Optional<DataShape> shape() {
    Steps steps = steps();
    int out = classes.isEmpty() ? outputs.size() * steps.horizon() : classes.size();
    List<Integer> sizes = columns.stream().filter(this::isEmbedded).map(TableInput::width).toList();
    return Optional.of(
        new DataShape(false, width(), !classes.isEmpty(), out, steps.moment(), sizes));
  }

  @Override
  public int ahead() {
    return steps().ahead();
  }

  /** How many consecutive rows are predicted at once. */
  public int horizon() {
    return steps().horizon();
  }

  /** Whether a class is predicted; otherwise numbers. */
  public boolean predictsClasses() {
    return !classes.isEmpty();
  }

  /** Whether one prediction is made for each group, at its end: a label of the whole sequence. */
  public boolean labelsGroups() {
    return steps().isLabel();
  }

  /** Whether predictions are made at other steps if they are wanted at every one. */
  public boolean heedsEveryStep() {
    Steps once = Steps.of(roles.with(roles.request().withEveryStep(false)), predictsClasses());
    Steps always = Steps.of(roles.with(roles.request().withEveryStep(true)), predictsClasses());
    return !once.equals(always);
  }

  /**
   * The columns to read of another table, and as what. Targets may be absent unless they are inputs
   * too.
   */
  public Wanted wanted() {
    Wanted wanted = Wanted.nothing();
    for (TableOutput output : outputs) {
      wanted = wanted.columnIfThere(output.name(), predictsClasses() ? As.ANY : As.NUMBERS);
    }
    for (TableInput column : columns) {
      wanted = wanted.column(column.name(), column.isCategory() ? As.TEXT : As.NUMBERS);
    }
    String group = roles.columns().group();
    wanted = group == null ? wanted : wanted.column(group, As.TEXT);
    return RowTimes.wanted(wanted, roles.columns().time());
  }

  /** How many steps a network makes to predict from so many rows: a window for each, or itself. */
  public long steps(long rows) {
    Integer window = roles.request().window();
    return window == null ? rows : rows * window;
  }

  /**
   * Reads a table as the training data was read: group by group, in the order of time. Columns are
   * found by name; others are ignored. Targets may be missing, and so may their columns unless they
   * are inputs too.
   *
   * @throws dev.carousel.error.CarouselException if a column is missing or of another type, or an
   *     input cell is missing and the model does not allow that
   */
  public EncodedTable encode(Frame frame) {
    return Encoder.encode(frame, RowSorter.sort(frame, roles), this);
  }

  /**
   * Reads whole groups of a larger table, as {@link #encode} does, but so that a group is read the
   * same whichever others are with it: the usual distance of two rows is that of each group by
   * itself, not of all together. This shows only in gaps, and in times beyond the end.
   *
   * @throws dev.carousel.error.CarouselException as {@link #encode} does
   */
  public EncodedTable encodeGroups(Frame frame) {
    return Encoder.encode(frame, RowSorter.sortByGroup(frame, roles), this);
  }

  /**
   * Turns a prediction of numbers back into the units of the data.
   *
   * @param group the name of the sequence; any other than those of the training is scaled as all of
   *     them together
   * @param prediction {@code [H * O]}: for each row of the horizon, its numbers
   * @return {@code [H][O]}
   * @throws IllegalStateException if classes are predicted
   */
  public double[][] decode(String group, float... prediction) {
    int index = groups.indexOf(group);
    int horizon = horizon();
    double[][] decoded = new double[horizon][outputs.size()];
    for (int h = 0; h < horizon; h++) {
      for (int k = 0; k < outputs.size(); k++) {
        decoded[h][k] = decode(k, index, prediction[h * outputs.size() + k]);
      }
    }
    return decoded;
  }

  /**
   * Turns one number back into the units of the data.
   *
   * @param output the index of the target column
   * @param group the index of the group in {@link #groups}; -1 for another
   */
  double decode(int output, int group, double scaled) {
    Scale scale = outputs.get(output).scale();
    if (scale == null) {
      throw new IllegalStateException("classes are predicted");
    }
    return scale.decode(scaled, group);
  }

  /** What is read for a prediction, and when one is made. */
  Steps steps() {
    return Steps.of(roles, !classes.isEmpty());
  }

  /** How many later rows of a known input are read at each row. */
  int futures() {
    return steps().last();
  }

  /** Whether the calendar of later rows is read too. */
  public boolean knowsCalendar() {
    return roles.columns().time().stream().anyMatch(roles.columns().known()::contains);
  }

  /**
   * Whether a column is a category that the network embeds. One whose future values are read is
   * one-hot among the numbers: an embedding for each row of the horizon would have too many
   * parameters.
   */
  boolean isEmbedded(TableInput column) {
    return column.isCategory() && (!column.known() || futures() == 0);
  }

  /** The numbers that a network reads at each row. */
  private int width() {
    int width = 0;
    boolean isMasked = roles.encoding().missing() == Missing.MASK;
    for (TableInput column : columns) {
      if (isEmbedded(column)) {
        continue;
      }
      int rows = column.known() ? 1 + futures() : 1;
      width += rows * column.width() + (isMasked && !column.isCategory() ? rows : 0);
    }
    int calendars = 2 * roles.encoding().calendar().size();
    return width + calendars * (knowsCalendar() ? 1 + futures() : 1);
  }
}
