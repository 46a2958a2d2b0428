package dev.carousel.tensor.internal;

import dev.carousel.tensor.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Tensors as matrices of linear algebra. */
public final class Matrices {
  private Matrices() {}

  /** A copy of a tensor {@code [rows, columns]}. */
  public static RealMatrix of(Tensor tensor) {
    int columns = tensor.extent(1);
    double[][] entries = new double[tensor.extent(0)][columns];
    for (int i = 0; i < tensor.size(); i++) {
      entries[i / columns][i % columns] = tensor.get(i);
    }
    return new Array2DRowRealMatrix(entries, false);
  }

  /** The largest factor by which a matrix can stretch a vector; NaN if an element is not finite. */
  public static double largestSingularValue(RealMatrix matrix) {
    double size = matrix.getFrobeniusNorm();
    return Double.isFinite(size) ? new SingularValueDecomposition(matrix).getNorm() : Double.NaN;
  }

  /**
   * The largest modulus of an eigenvalue of a square matrix; NaN if an element is not finite. The
   * decomposition's tolerances are absolute, so it is given the matrix scaled to size 1.
   */
  public static double spectralRadius(RealMatrix matrix) {
    double size = matrix.getFrobeniusNorm();
    if (size == 0 || !Double.isFinite(size)) {
      return size == 0 ? 0 : Double.NaN;
    }
    EigenDecomposition eigen = new EigenDecomposition(matrix.scalarMultiply(1 / size));
    double largest = 0;
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      double modulus = Math.hypot(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i));
      largest = Math.max(largest, modulus);
    }
    return size * largest;
  }
}
