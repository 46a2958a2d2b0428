package dev.carousel.data.predict;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.TextColumn;
import dev.carousel.data.table.Columns;
import dev.carousel.data.table.EncodedTable;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableInput;
import dev.carousel.model.BoundNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes on beyond the end of each group in the plainest way: puts what was predicted into the table,
 * and reads all of it again.
 */
final class ReadingAgain {
  private final BoundNetwork network;
  private final TableCodec codec;

  /** The same with times in one column, as the table has them if it gets further rows. */
  private final TableCodec further;

  private final int steps;

  ReadingAgain(BoundNetwork network, TableCodec codec, int steps) {
    this.network = network;
    this.codec = codec;
    this.further = knownColumns().isEmpty() ? further(codec) : codec;
    this.steps = steps;
  }

  private static TableCodec further(TableCodec codec) {
    Columns columns = codec.roles().columns();
    if (columns.time().size() < 2) {
      return codec;
    }
    Columns one = columns.withTime(List.of(String.join(",", columns.time())));
    return new TableCodec(
        codec.roles().with(one), codec.groups(), codec.columns(), codec.outputs(), codec.classes());
  }

  private int atOnce() {
    return codec.ahead() + codec.horizon() - 1;
  }

  /** The inputs whose later values the table must have; the calendar goes on by itself. */
  private List<String> knownColumns() {
    return codec.columns().stream().filter(TableInput::known).map(TableInput::name).toList();
  }

  /** The first step of a group that is to be predicted. */
  private static int end(EncodedTable table, int group) {
    return table.length(group) - table.futureRows(group);
  }

  /** The predictions, group by group; a group with too few rows has none. */
  List<Prediction> of(Frame frame) {
    EncodedTable first = null;
    List<TreeMap<Integer, Prediction>> found = new ArrayList<>();
    Frame extended = frame;
    for (int done = 0; done < steps; done += atOnce()) {
      Forecast forecast = Forecast.of(network, done == 0 ? codec : further, extended);
      EncodedTable table = forecast.table();
      if (first == null) {
        first = table;
        for (int group = 0; group < table.sequences(); group++) {
          found.add(new TreeMap<>());
        }
      }
      forecast.forEach(
          each -> {
            if (each.place().target() >= end(table, each.place().sequence())) {
              found.get(each.place().sequence()).put(each.place().target(), each);
            }
          });
      if (done + atOnce() < steps) {
        extended =
            knownColumns().isEmpty() ? extended(frame, first, found) : filled(frame, first, found);
      }
    }
    return renumbered(found, first);
  }

  /** The predictions with their steps counted from the end of the table. */
  private List<Prediction> renumbered(
      List<TreeMap<Integer, Prediction>> found, @Nullable EncodedTable table) {
    List<Prediction> all = new ArrayList<>();
    for (int group = 0; table != null && group < found.size(); group++) {
      int end = end(table, group);
      for (Prediction each : found.get(group).headMap(end + steps).values()) {
        Place was = each.place();
        int step = was.target() - end + 1;
        Place place =
            new Place(
                group,
                was.group(),
                was.origin(),
                was.target(),
                was.target() < table.length(group) ? table.row(group, was.target()) : -1,
                step,
                table.timeText(group, was.target()));
        all.add(
            each instanceof NumberPrediction numbers
                ? new NumberPrediction(place, numbers.values(), numbers.quantiles(), unknown())
                : new ClassPrediction(
                    place,
                    ((ClassPrediction) each).name(),
                    ((ClassPrediction) each).probabilities(),
                    null));
      }
    }
    return all;
  }

  private List<Double> unknown() {
    Double[] all = new Double[codec.outputs().size()];
    Arrays.fill(all, Double.NaN);
    return List.of(all);
  }

  /** The table with all predictions so far as further rows. */
  private Frame extended(
      Frame frame, EncodedTable table, List<TreeMap<Integer, Prediction>> found) {
    List<Prediction> rows = new ArrayList<>();
    found.forEach(each -> rows.addAll(each.values()));
    Columns roles = codec.roles().columns();
    Set<String> names = new LinkedHashSet<>();
    codec.columns().forEach(input -> names.add(input.name()));
    names.addAll(roles.targets());
    if (roles.group() != null) {
      names.remove(roles.group());
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      frame.find(name).ifPresent(column -> columns.add(longer(column, rows, table)));
    }
    if (roles.group() != null) {
      columns.add(text(frame.column(roles.group()), rows, each -> each.place().group()));
    }
    table
        .times()
        .ifPresent(
            times ->
                columns.add(
                    text(
                        times,
                        rows,
                        each -> table.timeText(each.place().sequence(), each.place().target()))));
    return Frame.of(frame.source(), columns, frame.identity());
  }

  /** The table with all predictions so far in the rows that are there for them. */
  private Frame filled(Frame frame, EncodedTable table, List<TreeMap<Integer, Prediction>> found) {
    List<String> targets = codec.roles().columns().targets();
    List<Column> columns = new ArrayList<>();
    for (Column column : frame.columns()) {
      int output = targets.indexOf(column.name());
      columns.add(output < 0 ? column : filled(column, output, table, found));
    }
    return Frame.of(frame.source(), columns, frame.identity());
  }

  private static Column filled(
      Column column, int output, EncodedTable table, List<TreeMap<Integer, Prediction>> found) {
    double[] values = column instanceof NumberColumn numbers ? numbers.values().clone() : null;
    @Nullable String[] words = new @Nullable String[column.rows()];
    for (int row = 0; row < words.length && values == null; row++) {
      words[row] = column.isMissing(row) ? null : column.text(row);
    }
    for (TreeMap<Integer, Prediction> group : found) {
      for (Prediction each : group.values()) {
        Place place = each.place();
        boolean isThere = place.target() < table.length(place.sequence());
        int row = isThere ? table.row(place.sequence(), place.target()) : -1;
        if (row >= 0 && values != null) {
          values[row] = number(each, output);
        } else if (row >= 0) {
          words[row] = ((ClassPrediction) each).name();
        }
      }
    }
    return values == null
        ? TextColumn.of(column.name(), words)
        : new NumberColumn(column.name(), values);
  }

  private Column longer(Column column, List<Prediction> rows, EncodedTable table) {
    int output = codec.roles().columns().targets().indexOf(column.name());
    if (column instanceof NumberColumn numbers) {
      double[] values = Arrays.copyOf(numbers.values(), numbers.rows() + rows.size());
      for (int i = 0; i < rows.size(); i++) {
        values[numbers.rows() + i] =
            output >= 0
                ? number(rows.get(i), output)
                : numbers.values()[constant(numbers, rows.get(i), table)];
      }
      return new NumberColumn(column.name(), values);
    }
    return text(
        column,
        rows,
        each ->
            output >= 0
                ? ((ClassPrediction) each).name()
                : column.text(constant(column, each, table)));
  }

  private static double number(Prediction prediction, int output) {
    return prediction instanceof NumberPrediction numbers
        ? numbers.values().get(output)
        : Double.parseDouble(((ClassPrediction) prediction).name());
  }

  /** A row of the same group that has the value of a constant, the last if none has. */
  private static int constant(Column column, Prediction prediction, EncodedTable table) {
    int sequence = prediction.place().sequence();
    int row = 0;
    for (int step = 0; step < table.length(sequence); step++) {
      int each = table.row(sequence, step);
      row = each >= 0 ? each : row;
      if (each >= 0 && !column.isMissing(each)) {
        return each;
      }
    }
    return row;
  }

  /** How a cell of a further row is written. */
  private interface Cell {
    String of(Prediction prediction);
  }

  private static TextColumn text(Column column, List<Prediction> rows, Cell cell) {
    @Nullable String[] cells = new @Nullable String[column.rows() + rows.size()];
    for (int row = 0; row < column.rows(); row++) {
      cells[row] = column.isMissing(row) ? null : column.text(row);
    }
    for (int i = 0; i < rows.size(); i++) {
      cells[column.rows() + i] = cell.of(rows.get(i));
    }
    return TextColumn.of(column.name(), cells);
  }
}
