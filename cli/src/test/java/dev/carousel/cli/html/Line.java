package dev.carousel.cli.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A line that a figure should draw; where nothing was measured, y is NaN. */
record Line(String name, List<Point> points) {
  /** Its distance from the left, and its height. */
  record Point(double x, double y) {}

  static Line of(String name, JsonNode xs, JsonNode ys) {
    return new Line(
        name,
        IntStream.range(0, Math.min(xs.size(), ys.size()))
            .mapToObj(i -> new Point(xs.get(i).doubleValue(), Written.value(ys.get(i))))
            .toList());
  }

  /** Of values that are counted from this number on. */
  static Line counted(String name, JsonNode ys, int first) {
    return new Line(
        name,
        IntStream.range(0, ys.size())
            .mapToObj(i -> new Point(first + i, Written.value(ys.get(i))))
            .toList());
  }

  Line measured() {
    return new Line(name, points.stream().filter(p -> Double.isFinite(p.y)).toList());
  }

  double mean() {
    return measured().points.stream().mapToDouble(Point::y).average().orElse(0);
  }

  /** The heights at this x, of which there is one or none. */
  double at(double x) {
    return points.stream().filter(p -> p.x == x).mapToDouble(Point::y).findAny().orElse(Double.NaN);
  }

  /** The six of which most is seen. */
  static List<Line> largest(List<Line> lines) {
    return lines.stream()
        .sorted(Comparator.comparingDouble(Line::mean).reversed())
        .limit(6)
        .toList();
  }

  /** Whether an axis for these should be one of decades: the largest is 1000 times the smallest. */
  static boolean isWide(Stream<Double> values) {
    double[] known = values.mapToDouble(v -> v).filter(Double::isFinite).sorted().toArray();
    return known.length > 1 && known[0] > 0 && known[known.length - 1] > 1000 * known[0];
  }

  static boolean isWide(List<Line> lines) {
    return isWide(lines.stream().flatMap(l -> l.points.stream()).map(Point::y));
  }
}
