package dev.carousel.expr;

import dev.carousel.tensor.Tensor;
import org.apache.commons.math3.random.RandomGenerator;

/** Fills a new parameter with its initial values. Immutable and thread-safe. */
@FunctionalInterface
public interface Initializer {
  /**
   * Fills {@code parameter}, a matrix {@code [rows, columns]} or a vector {@code [size]}.
   *
   * @param random the parameter's own stream: the same seed gives the same values, whatever else
   *     the network holds
   */
  void fill(Tensor parameter, RandomGenerator random);

  /**
   * The name of the random stream that {@link #fill} is given; by default the parameter's own name.
   * Two parameters of a layer that must start from the same draws name the same stream.
   */
  default String streamName(String parameter) {
    return parameter;
  }
}
