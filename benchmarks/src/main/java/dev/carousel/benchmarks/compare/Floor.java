package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Shape;

/**
 * The least time that a layer's matrix products take: {@code passes * 2 * T * B * G * (I + H)}
 * operations at the measured peak, where {@code G * (I + H)} are the elements of the cell's
 * matrices. Training passes three times: forward, and twice backward.
 */
final class Floor {
  private static final int TRAINING_PASSES = 3;

  private Floor() {}

  /**
   * Milliseconds.
   *
   * @param matrixElements of all the cell's matrices
   * @param gflops the measured peak
   */
  static double millis(Kind kind, Shape shape, long matrixElements, double gflops) {
    int passes = kind == Kind.TRAIN ? TRAINING_PASSES : 1;
    double operations = 2.0 * passes * shape.steps() * shape.batch() * matrixElements;
    return operations / gflops / 1e6;
  }
}
