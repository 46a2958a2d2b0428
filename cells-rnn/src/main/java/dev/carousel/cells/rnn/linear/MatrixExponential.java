package dev.carousel.cells.rnn.linear;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The exponential of a square matrix, by a Pade approximation of a scaled matrix and repeated
 * squaring (Golub and Van Loan, "Matrix Computations", section 9.3).
 */
final class MatrixExponential {
  /** With a norm of at most one half, the approximation is exact to rounding. */
  private static final int ORDER = 8;

  private static final double LARGEST_NORM = 0.5;

  private MatrixExponential() {}

  /** {@code e^M}. */
  static RealMatrix of(RealMatrix matrix) {
    int squarings = squarings(matrix.getNorm());
    RealMatrix small = matrix.scalarMultiply(Math.pow(2, -squarings));
    RealMatrix power = MatrixUtils.createRealIdentityMatrix(matrix.getRowDimension());
    RealMatrix above = power;
    RealMatrix below = power;
    double factor = 1;
    for (int k = 1; k <= ORDER; k++) {
      factor *= (ORDER - k + 1) / (double) (k * (2 * ORDER - k + 1));
      power = power.multiply(small);
      RealMatrix term = power.scalarMultiply(factor);
      above = above.add(term);
      below = k % 2 == 0 ? below.add(term) : below.subtract(term);
    }
    RealMatrix result = new LUDecomposition(below).getSolver().solve(above);
    for (int i = 0; i < squarings; i++) {
      result = result.multiply(result);
    }
    return result;
  }

  private static int squarings(double norm) {
    return norm <= LARGEST_NORM ? 0 : Math.getExponent(norm / LARGEST_NORM) + 1;
  }
}
