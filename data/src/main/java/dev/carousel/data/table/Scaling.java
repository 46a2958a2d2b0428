package dev.carousel.data.table;

/**
 * How numbers are scaled for a network: {@code (x - centre) / spread}, with statistics of the
 * training part. The spread of a constant column is 1.
 */
public enum Scaling {
  /** Centre: the mean. Spread: the population standard deviation. */
  STANDARD,
  /** Centre: the least value. Spread: the largest minus the least. */
  MINMAX,
  /**
   * Centre: the median. Spread: the distance of the quartiles; the population standard deviation if
   * they are equal.
   */
  ROBUST,
  /** As {@link #STANDARD}, of {@code sign(x) ln(1 + |x|)}. */
  LOG,
  /** Centre 0, spread 1: numbers stay as they are. */
  NONE
}
