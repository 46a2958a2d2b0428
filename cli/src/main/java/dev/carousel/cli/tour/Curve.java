package dev.carousel.cli.tour;

import java.util.stream.IntStream;

/**
 * A line of a figure. Immutable by agreement: nobody changes the arrays.
 *
 * @param name in the legend
 * @param x places, rising
 * @param y a value for each place; NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
record Curve(String name, double[] x, double[] y) {
  /** Over the places 0, 1, 2, ... */
  static Curve of(String name, double... y) {
    return from(0, name, y);
  }

  /** Over whole places from {@code first} on. */
  static Curve from(int first, String name, double... y) {
    return new Curve(name, IntStream.range(first, first + y.length).asDoubleStream().toArray(), y);
  }
}
