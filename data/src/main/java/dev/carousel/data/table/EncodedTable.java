package dev.carousel.data.table;

import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A table as a network reads it: sequences, one for each group, whose steps are rows in the order
 * of time. Immutable; may be read from several threads.
 */
public final class EncodedTable {
  private final TableCodec codec;
  private final RowOrder order;
  private final List<Feature> features;
  private final Goals goals;
  private final int[] scaleOf;
  private final List<String> notes;
  private final int width;

  /**
   * Owns everything.
   *
   * @param scaleOf for each group, its index in the codec; -1 if it has no scale of its own
   * @param notes what was found and is worth telling
   */
  EncodedTable(
      TableCodec codec,
      RowOrder order,
      List<Feature> features,
      Goals goals,
      int[] scaleOf,
      List<String> notes) {
    this.codec = codec;
    this.order = order;
    this.features = List.copyOf(features);
    this.goals = goals;
    this.scaleOf = scaleOf;
    this.notes = List.copyOf(notes);
    this.width = features.stream().mapToInt(Feature::width).sum();
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
   * @return {@code [steps, 1, I]}
   * @throws IndexOutOfBoundsException if a step does not exist, or a known input does not reach far
   *     enough beyond it: see {@link #readable}
   */
  public Inputs.Values inputs(int sequence, int from, int steps) {
    Objects.checkFromIndexSize(from, steps, readable(sequence));
    float[] values = new float[Sizes.product(steps, width)];
    copyInputs(order.starts()[sequence] + from, steps, values, 0, width);
    return new Inputs.Values(steps, 1, width, values);
  }

  /**
   * The number of steps of a sequence whose inputs are all there: all of them, or fewer by what is
   * predicted if inputs are known beforehand, since a step reads their later values.
   */
  public int readable(int sequence) {
    boolean isKnown =
        codec.isCalendarKnown() || codec.columns().stream().anyMatch(TableInput::known);
    return Math.max(0, order.length(sequence) - (isKnown ? codec.futures() : 0));
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

  /** The numbers at each step. */
  int width() {
    return width;
  }

  /**
   * The inputs at any positions.
   *
   * @param places {@code [T, B]}; -1 for a place at which nothing stands
   */
  Inputs inputs(int steps, int rows, int[] places) {
    float[] values = new float[Sizes.product(steps, rows, width)];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        copyInputs(places[i], 1, values, i * width, width);
      }
    }
    return new Inputs.Values(steps, rows, width, values);
  }

  /** Copies the inputs of consecutive positions; {@code into} must hold zeros there. */
  void copyInputs(int from, int count, float[] into, int at, int stride) {
    int offset = at;
    for (Feature feature : features) {
      feature.copy(from, count, into, offset, stride);
      offset += feature.width();
    }
  }

  private int position(int sequence, int step) {
    return order.starts()[sequence] + Objects.checkIndex(step, order.length(sequence));
  }
}
