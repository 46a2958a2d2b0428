package dev.carousel.cells.rnn.linear;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The linear system that holds a window of a signal as coefficients of shifted Legendre polynomials
 * (Voelker, Kajic and Eliasmith, 2019):
 *
 * <pre>
 * theta dm/dt = A m + B u
 * A[i][j] = (2i + 1) * (-1 if i is less than j, else (-1)^(i - j + 1))       B[i] = (2i + 1) (-1)^i
 * </pre>
 *
 * @param transition what a step of length 1, over which u is constant, makes of m: {@code e^(A /
 *     theta)} [order, order]
 * @param input what it makes of u: {@code A^-1 (e^(A / theta) - I) B} [order, 1]
 */
record LegendreMemory(double[][] transition, double[][] input) {
  /**
   * The system.
   *
   * @param order the number of coefficients
   * @param theta the length of the window in steps
   */
  static LegendreMemory of(int order, double theta) {
    RealMatrix step = MatrixExponential.of(system(order).scalarMultiply(1 / theta));
    int last = order - 1;
    return new LegendreMemory(
        step.getSubMatrix(0, last, 0, last).getData(),
        step.getSubMatrix(0, last, order, order).getData());
  }

  /** A and B side by side over a row of zeros, whose exponential holds both parts of the step. */
  private static RealMatrix system(int order) {
    RealMatrix system = new Array2DRowRealMatrix(order + 1, order + 1);
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        boolean isNegative = i < j || (i - j) % 2 == 0;
        system.setEntry(i, j, isNegative ? -(2 * i + 1) : 2 * i + 1);
      }
      system.setEntry(i, order, i % 2 == 0 ? 2 * i + 1 : -(2 * i + 1));
    }
    return system;
  }
}
