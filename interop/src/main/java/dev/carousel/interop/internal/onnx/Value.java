package dev.carousel.interop.internal.onnx;

/**
 * A tensor of a graph.
 *
 * @param name what its node calls it
 * @param axes before the last: 2 for {@code [T, B, size]}, 1 for {@code [B, size]}, 0 for a
 *     constant {@code [size]}
 * @param size of the last axis
 */
record Value(String name, int axes, int size) {
  Value named(String other) {
    return new Value(other, axes, size);
  }

  /** Whether it does not depend on the data. */
  boolean isConstant() {
    return axes == 0;
  }
}
