package dev.carousel.expr;

import java.util.function.DoubleUnaryOperator;

/** Derivatives without calculus. */
final class Derivative {
  private static final double STEP = 1e-3;

  private Derivative() {}

  /** The central difference of fourth order. */
  static double of(DoubleUnaryOperator f, double x) {
    double near = f.applyAsDouble(x + STEP) - f.applyAsDouble(x - STEP);
    double far = f.applyAsDouble(x + 2 * STEP) - f.applyAsDouble(x - 2 * STEP);
    return (8 * near - far) / (12 * STEP);
  }
}
