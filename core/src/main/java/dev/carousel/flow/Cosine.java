package dev.carousel.flow;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;

/** The cosine of the angle between two sets of tensors, over all of their elements. */
final class Cosine {
  private Cosine() {}

  /** NaN if one of them is zero. */
  static double of(NamedTensors a, NamedTensors b) {
    double sum = 0;
    for (String name : a.names()) {
      Tensor left = a.get(name);
      Tensor right = b.get(name);
      for (int i = 0; i < left.size(); i++) {
        sum += left.get(i) * right.get(i);
      }
    }
    return sum / (a.norm() * b.norm());
  }
}
