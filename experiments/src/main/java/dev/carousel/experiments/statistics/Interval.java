package dev.carousel.experiments.statistics;

/**
 * A 95 % confidence interval.
 *
 * @param low its lower end; NaN if there is too little data
 * @param high its upper end; NaN if there is too little data
 */
public record Interval(double low, double high) {
  /** What is known of too little data. */
  static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);
}
