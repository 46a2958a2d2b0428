package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a table that are read and predicted.
 *
 * @param inputs in the order of the network's inputs: numbers, then categories
 * @param targets in the order of the network's outputs
 * @param isClass whether the target is a class
 * @param leftOut columns without a role that hold no numbers
 */
record Chosen(List<Input> inputs, List<Column> targets, boolean isClass, List<String> leftOut) {
  /**
   * A column to read.
   *
   * @param known whether its future values are read too
   * @param isStatic whether it is constant within a group
   * @param isCategory whether it is a category
   */
  record Input(Column column, boolean known, boolean isStatic, boolean isCategory) {}

  /**
   * The columns that roles name, in a table.
   *
   * @throws CarouselException if a column is not there, or is of a type that its role cannot have
   */
  static Chosen of(Frame frame, Roles roles) {
    Columns columns = roles.columns();
    columns.inputs().forEach(frame::column);
    columns.known().forEach(frame::column);
    columns.categories().forEach(frame::column);
    columns.statics().forEach(frame::column);
    List<Column> targets = columns.targets().stream().map(frame::column).toList();
    boolean isClass = isClass(frame, roles, targets);
    Steps steps = Steps.of(roles, isClass);
    List<Input> inputs = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (String name : numbers(frame, roles, steps, leftOut)) {
      inputs.add(input(frame, roles, name, false));
    }
    for (String name : words(frame, roles)) {
      if (steps.ahead() > 0 || !columns.targets().contains(name)) {
        inputs.add(input(frame, roles, name, true));
      }
    }
    if (inputs.isEmpty() && roles.encoding().calendar().isEmpty()) {
      throw noInput(frame, roles, steps);
    }
    return new Chosen(inputs, targets, isClass, leftOut);
  }

  private static boolean isClass(Frame frame, Roles roles, List<Column> targets) {
    boolean isAny = roles.encoding().classes();
    for (Column target : targets) {
      if (!(target instanceof NumberColumn) && !(target instanceof TextColumn)) {
        throw CarouselException.usage("Column '" + target.name() + "' cannot be predicted.")
            .expected("a column of numbers, or of text for classes")
            .found(target.type())
            .where(frame.source())
            .build();
      }
      isAny |= target instanceof TextColumn;
      if (target instanceof TextColumn && roles.encoding().classes()) {
        throw CarouselException.usage("--classes has no effect here: text is predicted as classes.")
            .where("column '" + target.name() + "' of " + frame.source())
            .mend("leave out --classes")
            .build();
      }
    }
    if (isAny && targets.size() > 1) {
      throw CarouselException.usage("Classes are predicted for one column only.")
          .expected("one --target of classes, or several of numbers")
          .found(String.join(", ", roles.columns().targets()))
          .where(frame.source())
          .mend("train a network for each column of classes")
          .build();
    }
    Integer horizon = roles.request().horizon();
    if (isAny && horizon != null && horizon > 1) {
      throw CarouselException.usage("Classes are predicted for one row at once.")
          .expected("--horizon 1 with a target of classes")
          .found("--horizon " + horizon)
          .mend("name one row: --ahead " + horizon)
          .build();
    }
    return isAny;
  }

  /** The names of the inputs that are numbers. */
  private static List<String> numbers(Frame frame, Roles roles, Steps steps, List<String> leftOut) {
    Columns columns = roles.columns();
    List<String> names = new ArrayList<>();
    if (!columns.inputs().isEmpty()) {
      columns.inputs().forEach(name -> requireNoTarget(roles, steps, name));
      names.addAll(columns.inputs());
      more(frame, columns.statics(), names);
      more(frame, columns.known(), names);
      names.removeAll(columns.categories());
      names.removeIf(name -> columns.time().size() == 1 && columns.time().contains(name));
      if (steps.ahead() == 0) {
        names.removeAll(columns.targets());
      }
    } else {
      for (Column column : frame.columns()) {
        String name = column.name();
        boolean isElsewhere =
            columns.categories().contains(name)
                || name.equals(columns.group())
                || isOnlyTime(columns, name);
        boolean isSame = columns.targets().contains(name) && steps.ahead() == 0;
        boolean isNamed = roles.hasRole(name);
        if (column instanceof NumberColumn && !isElsewhere && !isSame) {
          names.add(name);
        } else if (!(column instanceof NumberColumn) && !isNamed) {
          leftOut.add(name);
        }
      }
    }
    return names;
  }

  /** Whether a column tells the time and is no input. One of several can be both. */
  private static boolean isOnlyTime(Columns columns, String name) {
    List<String> time = columns.time();
    boolean isInput = columns.known().contains(name) || columns.statics().contains(name);
    return time.contains(name) && (time.size() == 1 || !isInput);
  }

  private static void requireNoTarget(Roles roles, Steps steps, String name) {
    if (steps.ahead() == 0 && roles.columns().targets().contains(name)) {
      throw CarouselException.usage("Column '" + name + "' would be predicted from itself.")
          .expected("other columns as inputs, since the target is in the same row")
          .found("'" + name + "' in both --target and --input")
          .mend("leave it out of the inputs, or predict it with --ahead 1")
          .build();
    }
  }

  private static void more(Frame frame, List<String> role, List<String> names) {
    for (String name : role) {
      if (frame.column(name) instanceof NumberColumn && !names.contains(name)) {
        names.add(name);
      }
    }
  }

  /** The names of the inputs that are categories: those named so, and text in other roles. */
  private static List<String> words(Frame frame, Roles roles) {
    Columns columns = roles.columns();
    List<String> names = new ArrayList<>(columns.categories());
    for (List<String> role : List.of(columns.statics(), columns.known())) {
      for (String name : role) {
        boolean isTime = columns.time().contains(name);
        if (frame.column(name) instanceof TextColumn && !isTime && !names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static Input input(Frame frame, Roles roles, String name, boolean isCategory) {
    Column column = frame.column(name);
    if (!isCategory && !(column instanceof NumberColumn)) {
      throw CarouselException.usage("Column '" + name + "' does not hold numbers.")
          .expected("numbers in the columns of --input")
          .found(column.type() + ", such as '" + example(column) + "'")
          .where(frame.source())
          .mend("--category " + name + " for words, --time " + name + " for times")
          .build();
    }
    if (isCategory) {
      requireCategory(frame, column);
    }
    Columns columns = roles.columns();
    return new Input(
        column, columns.known().contains(name), columns.statics().contains(name), isCategory);
  }

  private static void requireCategory(Frame frame, Column column) {
    if (column instanceof NumberColumn numbers) {
      for (int row = 0; row < numbers.rows(); row++) {
        double value = numbers.values()[row];
        if (!Double.isNaN(value) && value != Math.rint(value)) {
          throw CarouselException.usage("Column '" + column.name() + "' is not a category.")
              .expected("text or whole numbers in the columns of --category")
              .found(value)
              .where(frame.source() + ", row " + (row + 1))
              .mend("--input " + column.name() + " for numbers")
              .build();
        }
      }
    }
  }

  /** The first cell that is there. */
  private static String example(Column column) {
    int row = 0;
    while (row < column.rows() - 1 && column.isMissing(row)) {
      row++;
    }
    return column.text(row);
  }

  private static CarouselException noInput(Frame frame, Roles roles, Steps steps) {
    String targets = String.join(", ", roles.columns().targets());
    if (steps.ahead() > 0) {
      return CarouselException.usage("The table has no input column.")
          .expected("at least one column of numbers, or --category COLUMN")
          .found(frame.toString())
          .build();
    }
    return CarouselException.usage("The table has no input column: every column is a target.")
        .expected("at least one other column, since targets are in the same row (ahead 0)")
        .found(targets)
        .where(frame.source())
        .mend("predict at least one row ahead, or fewer columns")
        .build();
  }
}
