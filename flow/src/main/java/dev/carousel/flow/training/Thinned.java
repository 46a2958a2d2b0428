package dev.carousel.flow.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Points along a run that may be long: evenly spaced, and never more than so many. When there would
 * be more, the interval is doubled, and every other point is dropped.
 */
final class Thinned<T> {
  private final List<Placed<T>> points = new ArrayList<>();
  private final int most;
  private long interval;

  private record Placed<T>(long index, T point) {}

  /**
   * @param interval of the points at first; only its multiples are kept
   * @param most how many points are kept; at least 1
   */
  Thinned(long interval, int most) {
    this.interval = interval;
    this.most = most;
  }

  /** The points of a list that are left when there may be so many. */
  static <T> List<T> of(List<T> points, ToLongFunction<T> index, int most) {
    Thinned<T> thinned = new Thinned<>(1, most);
    points.forEach(point -> thinned.add(index.applyAsLong(point), point));
    return thinned.points();
  }

  /** Whether a point would be kept there, so that it need not be made for nothing. */
  boolean takes(long index) {
    return index % interval == 0;
  }

  /**
   * Adds a point, if it is one to keep.
   *
   * @param index above those before
   */
  void add(long index, T point) {
    if (takes(index)) {
      points.add(new Placed<>(index, point));
    }
    while (points.size() > most) {
      interval *= 2;
      points.removeIf(placed -> !takes(placed.index()));
    }
  }

  /** What is kept, in order. */
  List<T> points() {
    return points.stream().map(Placed::point).toList();
  }
}
