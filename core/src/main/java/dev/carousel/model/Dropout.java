package dev.carousel.model;

import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.Tensor;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Drops elements and scales up the others, so that the mean is kept (inverted dropout: Srivastava
 * and others, 2014). The seed, the update and the layer determine what is dropped.
 */
record Dropout(double share, long seed, long update) {

  /** Factors for the outputs of a layer: 0, or 1 / (1 - share). */
  Tensor factors(int layer, Tensor like) {
    RandomGenerator random = RandomStreams.stream(seed, "dropout", update, layer);
    Tensor factors = like.like();
    for (int i = 0; i < factors.size(); i++) {
      factors.set(i, random.nextDouble() < share ? 0 : 1 / (1 - share));
    }
    return factors;
  }

  /** {@code x * factors}, element by element, as a new tensor. */
  static Tensor apply(Tensor x, Tensor factors) {
    Tensor y = x.like();
    for (int i = 0; i < y.size(); i++) {
      y.set(i, x.get(i) * factors.get(i));
    }
    return y;
  }
}
