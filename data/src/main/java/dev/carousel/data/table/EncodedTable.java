package dev.carousel.data.table;

import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.frame.TimeColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A table as a network reads it: sequences, one for each group, whose steps are rows in the order
 * of time. Immutable; may be read from several threads.
 */
public final class EncodedTable {
  private final TableCodec codec;
  private final RowOrder order;
  private final List<Category> categories;
  private final Goals goals;
  private final int[] scaleOf;
  private final int[] future;
  private final List<String> notes;
  private final TimeLine timeLine;
  private final int[] readable;
  private final RowNumbers numbers;

  /**
   * A category that is embedded.
   *
   * @param codes at each position
   * @param size the number of different codes
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
  record Category(int[] codes, int size) {}

  /**
   * Owns everything.
   *
   * @param scaleOf for each group, its index in the codec; -1 if it has no scale of its own
   * @param future for each group, how many rows at its end have known inputs alone
   * @param timeLine of the order
   * @param notes what was found and is worth telling
   */
  EncodedTable(
      TableCodec codec,
      RowOrder order,
      List<Feature> features,
      List<Category> categories,
      Goals goals,
      int[] scaleOf,
      int[] future,
      TimeLine timeLine,
      List<String> notes) {
    this.codec = codec;
    this.order = order;
    this.categories = List.copyOf(categories);
    this.goals = goals;
    this.scaleOf = scaleOf;
    this.notes = List.copyOf(notes);
    this.future = future;
    this.timeLine = timeLine;
    this.readable = IntStream.range(0, order.groupCount()).map(this::countReadable).toArray();
    this.numbers = new RowNumbers(List.copyOf(features), order, readable);
  }

  /** The number of sequences. */
  public int sequences() {
    return order.groupCount();
  }

  /** The name of a sequence's group; empty if the table has no column of groups. */
  public String group(int sequence) {
    return order.groups().get(sequence);
  }

  /** The number of steps of a sequence. */
  public int length(int sequence) {
    return order.length(sequence);
  }

  /** The row of the table, from 0, that a step is; -1 for one inserted in a gap. */
  public int row(int sequence, int step) {
    return order.row(position(sequence, step));
  }

  /** The time of a step, in ticks of the column's format; empty if the table has no times. */
  public OptionalLong time(int sequence, int step) {
    return order.times() == null
        ? OptionalLong.empty()
        : OptionalLong.of(order.tick(position(sequence, step)));
  }

  /**
   * The inputs at some steps of a sequence, as one row.
   *
   * @param from the first step
   * @param steps how many
   * @return {@code [steps, 1, I]}; with categories, {@link Inputs.Mixed}
   * @throws IndexOutOfBoundsException if a step does not exist, or a known input does not reach far
   *     enough beyond it: see {@link #readable}
   */
  public Inputs inputs(int sequence, int from, int steps) {
    Objects.checkFromIndexSize(from, steps, readable(sequence));
    Reading reading = reading(steps, 1);
    reading.put(0, 0, order.starts()[sequence] + from, steps);
    return reading.inputs();
  }

  /**
   * The number of steps of a sequence whose inputs are all there: all of them, or fewer by what is
   * predicted if inputs are known beforehand, since a step reads their later values. Rows at the
   * end that have known inputs alone are not counted. A calendar that is known beforehand goes on
   * beyond the end, if the table tells how far apart its rows are.
   */
  public int readable(int sequence) {
    return readable[sequence];
  }

  private int countReadable(int sequence) {
    boolean isColumnKnown = codec.columns().stream().anyMatch(TableInput::known);
    boolean isTimeUnknown = codec.knowsCalendar() && timeLine.after(sequence, 1).isEmpty();
    int lacking = isColumnKnown || isTimeUnknown ? codec.futures() : 0;
    return Math.max(0, order.length(sequence) - Math.max(lacking, future[sequence]));
  }

  /**
   * How many rows at the end of a sequence have no inputs but those that are known beforehand: its
   * future, which is to be predicted.
   */
  public int futureRows(int sequence) {
    return future[sequence];
  }

  /**
   * The times of the table's rows in one column, whatever they were made of; empty if it has none.
   */
  public Optional<TimeColumn> times() {
    return Optional.ofNullable(order.times());
  }

  /**
   * The time of a step as the column writes it, also of a step beyond the end: times go on with the
   * distance that is usual in the table. Empty if the table has no times, or no two rows of a group
   * tell a distance.
   *
   * @param step from 0; may be the length or more
   * @throws IndexOutOfBoundsException if it is negative
   */
  public String timeText(int sequence, int step) {
    if (order.times() == null) {
      return "";
    }
    if (step < length(sequence)) {
      return order.times().format().text(order.tick(position(sequence, step)));
    }
    OptionalLong tick = timeLine.after(sequence, step - length(sequence) + 1);
    return tick.isEmpty() ? "" : order.times().format().text(tick.getAsLong());
  }

  /**
   * The inputs at consecutive steps of several sequences, each as a row. A row that is shorter than
   * the longest is filled with zeros at its end, where it is to be masked.
   *
   * @param sequences {@code [B]}, the sequence of each row
   * @param from {@code [B]}, its first step
   * @param steps {@code [B]}, how many; the longest has T
   * @return {@code [T, B, I]}
   * @throws IndexOutOfBoundsException as {@link #inputs(int, int, int)} does
   */
  public Inputs inputs(int[] sequences, int[] from, int[] steps) {
    int rows = sequences.length;
    Reading reading = reading(Arrays.stream(steps).max().orElse(0), rows);
    int row = 0;
    while (row < rows) {
      Objects.checkFromIndexSize(from[row], steps[row], readable(sequences[row]));
      int sliding = sliding(row, sequences, from, steps);
      reading.put(row, sliding, 0, order.starts()[sequences[row]] + from[row], steps[row]);
      row += sliding;
    }
    return reading.inputs();
  }

  /** How many rows from this one on are windows of which each is a step later than the last. */
  private int sliding(int row, int[] sequences, int[] from, int[] steps) {
    int end = row + 1;
    while (end < sequences.length
        && sequences[end] == sequences[row]
        && steps[end] == steps[row]
        && from[end] == from[end - 1] + 1
        && from[end] + steps[end] <= readable[sequences[row]]) {
      end++;
    }
    return end - row;
  }

  /**
   * Turns one predicted number of a sequence back into the units of the data.
   *
   * @param output the index of the target column
   */
  public double decode(int sequence, int output, double scaled) {
    return codec.decode(output, scaleOf(sequence), scaled);
  }

  /**
   * Turns a prediction for a sequence back into the units of the data.
   *
   * @param prediction {@code [H * O]}
   * @return {@code [H][O]}
   */
  public double[][] decode(int sequence, float... prediction) {
    return codec.decode(group(sequence), prediction);
  }

  /** The codec that read it. */
  public TableCodec codec() {
    return codec;
  }

  /** What was found in the table and is worth telling, in words. */
  public List<String> notes() {
    return notes;
  }

  RowOrder order() {
    return order;
  }

  Goals goals() {
    return goals;
  }

  /** The index of a sequence's group in the codec; -1 if it has no scale of its own. */
  int scaleOf(int sequence) {
    return scaleOf[sequence];
  }

  /**
   * The inputs at one step, apart from those at others.
   *
   * @throws IndexOutOfBoundsException as {@link #inputs(int, int, int)} does
   */
  public EncodedRow encodedRow(int sequence, int step) {
    int position = order.starts()[sequence] + Objects.checkIndex(step, readable(sequence));
    return encodedRow(position);
  }

  /** The inputs at a position, whose later values must be there. */
  EncodedRow encodedRow(int position) {
    RowNumbers.Place all = numbers.at(position, 1);
    int[] codes = categories.stream().mapToInt(category -> category.codes()[position]).toArray();
    return new EncodedRow(
        Arrays.copyOfRange(all.values(), all.at(), all.at() + numbers.width()),
        codes,
        order.row(position) == RowOrder.INSERTED);
  }

  TimeLine timeLine() {
    return timeLine;
  }

  /** The inputs of a chunk, to be filled in. */
  Reading reading(int steps, int rows) {
    return new Reading(steps, rows);
  }

  /** The inputs of a chunk, as they are filled in. */
  final class Reading {
    private final int steps;
    private final int rows;
    private final float[] values;
    private final int[][] codes;

    private Reading(int steps, int rows) {
      this.steps = steps;
      this.rows = rows;
      values = new float[Sizes.product(steps, rows, numbers.width())];
      codes = new int[categories.size()][Sizes.product(steps, rows)];
    }

    /** Puts consecutive positions into a row, each once. */
    void put(int row, int step, int from, int count) {
      put(row, 1, step, from, count);
    }

    /**
     * Puts windows into consecutive rows, each a position later than the one before. At one step
     * they read consecutive positions, which are encoded once and lie together in the batch too.
     *
     * @param step where they begin
     * @param from the first position of the first window
     * @param length of each
     */
    private void put(int row, int windows, int step, int from, int length) {
      int width = numbers.width();
      RowNumbers.Place all = numbers.at(from, length + windows - 1);
      for (int i = 0; i < length; i++) {
        int to = (step + i) * rows + row;
        int at = all.at() + i * width;
        System.arraycopy(all.values(), at, values, to * width, windows * width);
        for (int k = 0; k < codes.length; k++) {
          System.arraycopy(categories.get(k).codes(), from + i, codes[k], to, windows);
        }
      }
    }

    Inputs inputs() {
      int width = numbers.width();
      Inputs.Values read = width == 0 ? null : new Inputs.Values(steps, rows, width, values);
      if (read != null && codes.length == 0) {
        return read;
      }
      List<Inputs.Symbols> symbols = new ArrayList<>();
      for (int k = 0; k < codes.length; k++) {
        symbols.add(new Inputs.Symbols(steps, rows, categories.get(k).size(), codes[k]));
      }
      return new Inputs.Mixed(read, symbols);
    }
  }

  private int position(int sequence, int step) {
    return order.starts()[sequence] + Objects.checkIndex(step, order.length(sequence));
  }
}
