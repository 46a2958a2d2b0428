package dev.carousel.expr;

import dev.carousel.tensor.Tensor;
import org.apache.commons.math3.random.RandomGenerator;

/** Fills a new parameter with its first values. Immutable and thread-safe. */
@FunctionalInterface
public interface Initializer {
  /**
   * Fills {@code parameter}, a matrix {@code [rows, columns]} or a vector {@code [size]}.
   *
   * @param random the parameter's own stream: the same seed gives the same values, whatever else
   *     the network holds
   */
  void fill(Tensor parameter, RandomGenerator random);
}
