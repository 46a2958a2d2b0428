package dev.carousel.experiments.search;

/** Numbers of combinations, of which too many are as many as a long can count. */
final class Sizes {
  private Sizes() {}

  static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  static long product(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }
}
