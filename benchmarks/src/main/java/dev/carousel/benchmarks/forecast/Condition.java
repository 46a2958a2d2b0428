package dev.carousel.benchmarks.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * That a measure lies on one side of a threshold.
 *
 * @param measure of the network before training
 * @param isBelow whether it is to lie below, or above
 * @param threshold of two digits
 */
record Condition(Measured measure, boolean isBelow, double threshold) {
  private static final MathContext TWO_DIGITS = new MathContext(2);

  /** Never true where the measure is missing. */
  boolean holds(Row row) {
    double found = row.measure(measure);
    return isBelow ? found < threshold : found > threshold;
  }

  /** All that tell some of the rows from others. */
  static List<Condition> candidates(Measured measure, List<Row> rows) {
    return rows.stream()
        .map(row -> row.measure(measure))
        .filter(Double::isFinite)
        .map(value -> new BigDecimal(value).round(TWO_DIGITS).doubleValue())
        .distinct()
        .sorted()
        .flatMap(
            value ->
                Stream.of(
                    new Condition(measure, true, value), new Condition(measure, false, value)))
        .toList();
  }
}
