package dev.carousel.cli.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * An axis as a reader reads it: by the numbers that stand beside it.
 *
 * @param numbers at least two of them
 * @param places theirs, in points
 * @param isLog whether equal ratios lie equally far apart
 */
record ReadAxis(List<Double> numbers, List<Double> places, boolean isLog) {
  /** A tick's label is rounded to a hundredth of a point. */
  private static final double NEAR = 0.02;

  static ReadAxis of(List<Drawing.Text> labels, ToDoubleFunction<Drawing.Text> place) {
    List<Drawing.Text> sorted =
        labels.stream()
            .filter(label -> label.number().isPresent())
            .sorted(Comparator.comparing(label -> label.number().orElseThrow()))
            .toList();
    assertTrue(sorted.size() >= 2, () -> labels + " are no axis");
    List<Double> numbers = sorted.stream().map(label -> label.number().orElseThrow()).toList();
    List<Double> places = sorted.stream().map(place::applyAsDouble).toList();
    ReadAxis even = new ReadAxis(numbers, places, false);
    return even.isConsistent() ? even : new ReadAxis(numbers, places, true).checked();
  }

  private ReadAxis checked() {
    assertTrue(isConsistent(), () -> numbers + " at " + places);
    return this;
  }

  private boolean isConsistent() {
    return numbers.stream()
        .allMatch(number -> Math.abs(place(number) - places.get(numbers.indexOf(number))) < NEAR);
  }

  private double scaled(double value) {
    return isLog ? Math.log(value) : value;
  }

  /** Where a number has to be. */
  double place(double value) {
    int last = numbers.size() - 1;
    double share =
        (scaled(value) - scaled(numbers.get(0)))
            / (scaled(numbers.get(last)) - scaled(numbers.get(0)));
    return places.get(0) + share * (places.get(last) - places.get(0));
  }

  void requireAt(double value, double place) {
    assertEquals(place(value), place, 4 * NEAR, () -> value + " on " + numbers);
  }
}
