package dev.carousel.data.table;

import java.util.Objects;

/**
 * A column of a table and the statistics that standardise it: {@code (value - mean) / sd}.
 *
 * @param name as in the header
 * @param mean of the training part
 * @param sd the population standard deviation of the training part; 1 if the column is constant
 */
public record Column(String name, double mean, double sd) {
  /** Checks the statistics. */
  public Column {
    Objects.requireNonNull(name);
    if (!Double.isFinite(mean) || !(sd > 0) || !Double.isFinite(sd)) {
      throw new IllegalArgumentException(
          "column " + name + " has mean " + mean + " and standard deviation " + sd);
    }
  }

  /** From original units to units of the standard deviation. */
  public double standardise(double value) {
    return (value - mean) / sd;
  }

  /** Back to original units. */
  public double restore(double standardised) {
    return standardised * sd + mean;
  }
}
