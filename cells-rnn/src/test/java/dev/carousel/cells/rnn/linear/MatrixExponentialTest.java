package dev.carousel.cells.rnn.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixExponentialTest {
  private static RealMatrix matrix(double[]... rows) {
    return new Array2DRowRealMatrix(rows);
  }

  private static RealMatrix random(int size, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size * size; i++) {
      matrix.setEntry(i / size, i % size, scale * (2 * random.nextDouble() - 1));
    }
    return matrix;
  }

  private static void assertClose(RealMatrix expected, RealMatrix found, double tolerance) {
    double error = expected.subtract(found).getNorm() / expected.getNorm();
    assertEquals(0, error, tolerance);
  }

  @Test
  void ofADiagonalItIsThatOfTheNumbers() {
    double[] numbers = {0, 1, -3.5, 20, -40};
    RealMatrix found = MatrixExponential.of(MatrixUtils.createRealDiagonalMatrix(numbers));
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(1, found.getEntry(i, i) / Math.exp(numbers[i]), 1e-12);
    }
  }

  @Test
  void ofANilpotentMatrixItIsAPolynomial() {
    RealMatrix shift = matrix(new double[] {0, 3, 0}, new double[] {0, 0, 5}, new double[3]);
    RealMatrix expected =
        matrix(new double[] {1, 3, 7.5}, new double[] {0, 1, 5}, new double[] {0, 0, 1});
    assertClose(expected, MatrixExponential.of(shift), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.49, 0.5, 0.51, 3, 100})
  void ofASkewMatrixItIsARotation(double angle) {
    RealMatrix found =
        MatrixExponential.of(matrix(new double[] {0, -angle}, new double[] {angle, 0}));
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    assertClose(matrix(new double[] {cos, -sin}, new double[] {sin, cos}), found, 2e-13);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 5})
  void theExponentialOfTheNegativeIsTheInverse(double scale) {
    RealMatrix random = random(6, scale, 3);
    RealMatrix product =
        MatrixExponential.of(random).multiply(MatrixExponential.of(random.scalarMultiply(-1)));
    RealMatrix size = MatrixExponential.of(random);
    assertEquals(
        0,
        product.subtract(MatrixUtils.createRealIdentityMatrix(6)).getNorm(),
        1e-13 * size.getNorm() * MatrixExponential.of(random.scalarMultiply(-1)).getNorm());
  }

  @Test
  void theDeterminantIsTheExponentialOfTheTrace() {
    RealMatrix random = random(5, 1, 4);
    double determinant = new LUDecomposition(MatrixExponential.of(random)).getDeterminant();
    assertEquals(1, determinant / Math.exp(random.getTrace()), 1e-12);
  }

  @Test
  void ofASymmetricMatrixItIsThatOfItsEigenvalues() {
    RealMatrix random = random(7, 2, 5);
    RealMatrix symmetric = random.add(random.transpose());
    EigenDecomposition parts = new EigenDecomposition(symmetric);
    double[] values = parts.getRealEigenvalues();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(values[i]);
    }
    RealMatrix expected =
        parts.getV().multiply(MatrixUtils.createRealDiagonalMatrix(values)).multiply(parts.getVT());
    assertClose(expected, MatrixExponential.of(symmetric), 1e-12);
  }
}
