package dev.carousel.cli.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An axis of parallel coordinates: of numbers, or of values at equal distances. Immutable and
 * thread-safe.
 *
 * @param name of the axis
 * @param axis of numbers, or of the ranks of values
 * @param values at equal distances from the lower end; empty if it is of numbers
 * @param number what is a number in a value
 */
record Coordinate(String name, Axis axis, List<String> values, Function<String, String> number) {
  /** The ratio of positive numbers from which a logarithmic axis is used. */
  static final double WIDE = 50;

  /** Up to so many values are placed at equal distances, though they be numbers. */
  private static final int FEW = 6;

  private static final int MOST_LINES = 3;
  private static final double MARGIN = 0.08;
  private static final String MISSING = "–";

  /**
   * What is written beside the axis.
   *
   * @param lines of a value, or a number
   * @param y the middle of it
   */
  record Place(List<Label> lines, double y) {
    double width() {
      return lines.stream().mapToDouble(Label::width).max().orElse(0);
    }
  }

  /** An axis of these values: of numbers if all have one, and they are not few. */
  static Coordinate of(String name, List<String> values, double bottom, double top) {
    Affixes affixes = Affixes.of(values);
    boolean isOfNumbers =
        values.stream().allMatch(value -> number(affixes.middle(value)).isPresent());
    if (isOfNumbers && values.size() > FEW) {
      Scale scale =
          Scale.around(
              values.stream().map(value -> number(affixes.middle(value)).orElseThrow()), WIDE);
      Axis axis = new Axis(scale, bottom, top);
      return new Coordinate(affixes.named(name), axis, List.of(), affixes::middle);
    }
    double last = Math.max(1, values.size() - 1);
    Scale ranks = Scale.linear(-MARGIN * last, last + MARGIN * last);
    List<String> ordered = new ArrayList<>(values);
    if (isOfNumbers) {
      ordered.sort(Comparator.comparing(value -> number(affixes.middle(value)).orElseThrow()));
    }
    return new Coordinate(
        name, new Axis(ranks, bottom, top), List.copyOf(ordered), Function.identity());
  }

  /** An axis of numbers. */
  static Coordinate of(String name, Axis axis) {
    return new Coordinate(name, axis, List.of(), Function.identity());
  }

  private static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Where a value is. */
  double position(String value) {
    return axis.position(
        values.isEmpty() ? number(number.apply(value)).orElse(Double.NaN) : values.indexOf(value));
  }

  /** Where a number is. */
  double position(double value) {
    return axis.position(value);
  }

  /** What is written beside the axis, in that room; of many values not every one. */
  List<Place> places(double room) {
    if (values.isEmpty()) {
      return axis.upward().stream()
          .map(tick -> new Place(List.of(tick.label()), axis.position(tick.value())))
          .toList();
    }
    double apart = Math.abs(axis.position(1) - axis.position(0));
    int every = Math.max(1, (int) Math.ceil(Lettering.LINE / apart));
    int most = Math.max(1, Math.min(MOST_LINES, (int) (apart / Lettering.LINE)));
    return IntStream.range(0, values.size())
        .filter(i -> i % every == 0)
        .mapToObj(i -> new Place(lines(values.get(i), room, most), axis.position(i)))
        .toList();
  }

  private static List<Label> lines(String value, double room, int most) {
    return Lettering.lines(value.isEmpty() ? MISSING : value, room, most).stream()
        .map(line -> new Label(line, ""))
        .toList();
  }

  /** How much room what is written takes, if it may take that much, in points. */
  double width(double room) {
    return places(room).stream().mapToDouble(Place::width).max().orElse(0);
  }
}
