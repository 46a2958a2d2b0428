package dev.carousel.flow.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Points along a run, evenly spaced and limited in number. If there are too many, the interval is
 * doubled and every other point is dropped.
 */
final class Thinned<T> {
  private final List<Placed<T>> points = new ArrayList<>();
  private final int most;
  private long interval;

  private record Placed<T>(long index, T point) {}

  /**
   * @param interval of the points at first; only its multiples are kept
   * @param most the maximum number of points; at least 1
   */
  Thinned(long interval, int most) {
    this.interval = interval;
    this.most = most;
  }

  /** The points of a list, thinned to a maximum number. */
  static <T> List<T> of(List<T> points, ToLongFunction<T> index, int most) {
    Thinned<T> thinned = new Thinned<>(1, most);
    points.forEach(point -> thinned.add(index.applyAsLong(point), point));
    return thinned.points();
  }

  /** Whether a point would be kept there, so that no point is computed in vain. */
  boolean takes(long index) {
    return index % interval == 0;
  }

  /**
   * Adds a point, if it is to be kept.
   *
   * @param index greater than those before
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

  /** The kept points, in order. */
  List<T> points() {
    return points.stream().map(Placed::point).toList();
  }
}
