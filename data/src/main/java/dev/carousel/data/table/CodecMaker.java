package dev.carousel.data.table;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Measures a codec over the training part of a table. */
final class CodecMaker {
  /** More values than this are no category but names, and each takes an input of its own. */
  static final int MOST_VALUES = 10_000;

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final Frame frame;
  private final Roles roles;
  private final RowOrder order;
  private final Bounds bounds;
  private final Statistics statistics;

  private CodecMaker(Frame frame, Roles roles, RowOrder order, Bounds bounds) {
    this.frame = frame;
    this.roles = roles;
    this.order = order;
    this.bounds = bounds;
    this.statistics = new Statistics(frame, order, bounds, roles.encoding().scale());
  }

  /**
   * The codec of a table's training part.
   *
   * @throws CarouselException if a target does not vary there, or a column cannot be scaled
   */
  static TableCodec make(Frame frame, Roles roles, Chosen chosen, RowOrder order, Bounds bounds) {
    return new CodecMaker(frame, roles, order, bounds).make(chosen);
  }

  private TableCodec make(Chosen chosen) {
    List<TableInput> inputs = new ArrayList<>();
    for (Chosen.Input input : chosen.inputs()) {
      String name = input.column().name();
      inputs.add(
          input.isCategory()
              ? new TableInput(name, input.known(), null, values(input.column()))
              : new TableInput(name, input.known(), scale(input.column()), List.of()));
    }
    List<TableOutput> outputs = new ArrayList<>();
    chosen.targets().forEach(target -> requireVaried(target, chosen.isClass()));
    List<String> classes = chosen.isClass() ? words(chosen.targets().get(0)) : List.of();
    Usual usual = new Usual(order, bounds, Steps.of(roles, chosen.isClass()).isLabel());
    for (Column target : chosen.targets()) {
      outputs.add(
          chosen.isClass()
              ? new TableOutput(target.name(), null, usual.mostFrequent(target, classes))
              : new TableOutput(target.name(), scale(target), usual.mean((NumberColumn) target)));
    }
    boolean isByGroup =
        inputs.stream().anyMatch(input -> isByGroup(input.scale()))
            || outputs.stream().anyMatch(output -> isByGroup(output.scale()));
    return new TableCodec(roles, isByGroup ? order.groups() : List.of(), inputs, outputs, classes);
  }

  private static boolean isByGroup(@Nullable Scale scale) {
    return scale != null && scale.isByGroup();
  }

  /** A column that is constant within groups would vanish if each had a scale of its own. */
  private Scale scale(Column column) {
    boolean isByGroup =
        roles.encoding().scaleBy() == ScaleBy.GROUP && !roles.columns().isConstant(column.name());
    return statistics.of((NumberColumn) column, isByGroup);
  }

  private List<String> values(Column column) {
    List<String> words = words(column);
    if (words.size() > MOST_VALUES) {
      throw CarouselException.failure("A category has too many values.")
          .expected("at most " + MOST_VALUES)
          .found(words.size() + " in column '" + column.name() + "'")
          .where(frame.source())
          .mend("leave the column out, or join rare values first")
          .build();
    }
    return words;
  }

  /** The words of a column in the training part: whole numbers by size, others by character. */
  private List<String> words(Column column) {
    TextColumn text = RowSorter.asText(column);
    boolean[] isThere = new boolean[text.words().size()];
    for (int g = 0; g < order.groupCount(); g++) {
      for (int p = order.starts()[g]; p < bounds.trainTo()[g]; p++) {
        int row = order.row(p);
        if (row != RowOrder.INSERTED && !text.isMissing(row)) {
          isThere[text.codes()[row]] = true;
        }
      }
    }
    List<String> words = new ArrayList<>();
    for (int code = 0; code < isThere.length; code++) {
      if (isThere[code]) {
        words.add(text.words().get(code));
      }
    }
    boolean isWhole = words.stream().allMatch(word -> WHOLE.matcher(word).matches());
    words.sort(
        isWhole
            ? Comparator.comparingLong((String word) -> Long.parseLong(word))
            : Comparator.naturalOrder());
    return words;
  }

  private void requireVaried(Column target, boolean isClass) {
    String first = null;
    for (int g = 0; g < order.groupCount(); g++) {
      for (int p = order.starts()[g]; p < bounds.trainTo()[g]; p++) {
        int row = order.row(p);
        if (row == RowOrder.INSERTED || target.isMissing(row)) {
          continue;
        }
        first = first == null ? target.text(row) : first;
        if (!first.equals(target.text(row))) {
          return;
        }
      }
    }
    throw CarouselException.failure(
            "Target '" + target.name() + "' does not vary in the training part.")
        .expected("at least two different " + (isClass ? "classes" : "numbers"))
        .found(first == null ? "missing cells only" : "'" + first + "' in each row")
        .where(frame.source())
        .mend("name another target, or more rows")
        .build();
  }
}
