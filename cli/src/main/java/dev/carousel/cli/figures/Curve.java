package dev.carousel.cli.figures;

import java.util.List;

/**
 * A line through points, with an interval of each. Immutable and thread-safe.
 *
 * @param name of the series
 * @param points from left to right
 */
public record Curve(String name, List<Point> points) {
  /** Copies the points. */
  public Curve {
    points = List.copyOf(points);
  }

  /**
   * A point.
   *
   * @param x where it is
   * @param y its value; where it is not finite, the line is interrupted
   * @param low the lower end of its interval; NaN if there is none
   * @param high the upper end
   */
  public record Point(double x, double y, double low, double high) {
    /** A point without an interval. */
    public static Point of(double x, double y) {
      return new Point(x, y, Double.NaN, Double.NaN);
    }
  }
}
