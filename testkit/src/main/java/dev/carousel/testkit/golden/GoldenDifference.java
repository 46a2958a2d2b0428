package dev.carousel.testkit.golden;

/**
 * The largest difference of a cell's values from golden ones. Immutable.
 *
 * @param place the path of the tensor in the golden file, and the index in it
 * @param expected the golden value
 * @param found the cell's value
 * @param relative their difference, relative to what {@link GoldenComparison#worst} says; infinite
 *     if the cell's value is not finite
 */
public record GoldenDifference(String place, double expected, double found, double relative) {
  static GoldenDifference of(String place, double expected, double found, double scale) {
    double apart = Math.abs(expected - found);
    double relative = apart == 0 ? 0 : apart / scale;
    return new GoldenDifference(
        place, expected, found, Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative);
  }

  static GoldenDifference worse(GoldenDifference a, GoldenDifference b) {
    return b.relative > a.relative ? b : a;
  }

  @Override
  public String toString() {
    return place + ": expected " + expected + ", found " + found + ", relative " + relative;
  }
}
