package dev.carousel.optimizers;

import java.util.Arrays;

/**
 * Moves the singular values of a matrix close to 1, and keeps its singular vectors, by an iteration
 * after Newton and Schulz: {@code X = a X + b (X X') X + c (X X')^2 X} from {@code X = D /
 * norm(D)}. Five iterations take singular values of at least a five-hundredth of the norm to
 * between 0.68 and 1.21; they do not converge to 1, because the coefficients are chosen for speed
 * at small values (Jordan and others 2024). Sums have a fixed order, so the same matrix gives the
 * same bits.
 */
final class Orthogonal {
  /** How many arrays the iteration works with. */
  static final int ARRAYS = 5;

  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;

  /** The lower bound of a norm as a divisor, so that a matrix of zeros stays one. */
  private static final double LEAST_NORM = 1e-7;

  private Orthogonal() {}

  /**
   * Changes the matrix in the first array.
   *
   * @param work {@link #ARRAYS} arrays of at least {@code rows * columns} elements; the first holds
   *     the matrix, row-major, before and after; what the others hold is lost
   */
  static void make(double[][] work, int rows, int columns, int iterations) {
    int m = Math.min(rows, columns);
    int n = Math.max(rows, columns);
    boolean isTall = rows > columns;
    double[] given = work[0];
    double[] x = isTall ? work[1] : given;
    double[] turned = isTall ? given : work[1];
    if (isTall) {
      transpose(given, rows, columns, x);
    }
    normalize(x, m * n);
    for (int i = 0; i < iterations; i++) {
      transpose(x, m, n, turned);
      double[] gram = work[2];
      multiply(x, turned, gram, m, n, m, true);
      double[] polynomial = work[3];
      multiply(gram, gram, polynomial, m, m, m, true);
      for (int k = 0; k < m * m; k++) {
        polynomial[k] = B * gram[k] + C * polynomial[k];
      }
      double[] product = work[4];
      multiply(polynomial, x, product, m, m, n, false);
      for (int k = 0; k < m * n; k++) {
        x[k] = A * x[k] + product[k];
      }
    }
    if (isTall) {
      transpose(x, m, n, given);
    }
  }

  private static void normalize(double[] x, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += x[i] * x[i];
    }
    double norm = Math.max(Math.sqrt(sum), LEAST_NORM);
    for (int i = 0; i < size; i++) {
      x[i] /= norm;
    }
  }

  private static void transpose(double[] from, int rows, int columns, double[] to) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[j * rows + i] = from[i * columns + j];
      }
    }
  }

  /**
   * {@code to = a b}, of m x k and k x n. The inner loops run along rows of b and of the result,
   * two of the result and four of b at a time: the compiler vectorises them.
   *
   * @param isSymmetric whether the result is; then half of it is computed, and mirrored
   */
  private static void multiply(
      double[] a, double[] b, double[] to, int m, int k, int n, boolean isSymmetric) {
    for (int i = 0; i < m; i += 2) {
      int rows = Math.min(2, m - i);
      int width = isSymmetric ? i + rows : n;
      for (int row = i; row < i + rows; row++) {
        Arrays.fill(to, row * n, row * n + width, 0);
      }
      int whole = rows == 2 ? k & -4 : 0;
      for (int l = 0; l < whole; l += 4) {
        addFourToTwo(a, i * k + l, k, b, l * n, to, i * n, n, width);
      }
      for (int row = i; row < i + rows; row++) {
        for (int l = whole; l < k; l++) {
          double factor = a[row * k + l];
          for (int j = 0; j < width; j++) {
            to[row * n + j] += factor * b[l * n + j];
          }
        }
      }
    }
    if (isSymmetric) {
      mirror(to, n);
    }
  }

  private static void addFourToTwo(
      double[] a, int at, int k, double[] b, int from, double[] to, int row, int n, int width) {
    double a0 = a[at];
    double a1 = a[at + 1];
    double a2 = a[at + 2];
    double a3 = a[at + 3];
    double c0 = a[at + k];
    double c1 = a[at + k + 1];
    double c2 = a[at + k + 2];
    double c3 = a[at + k + 3];
    for (int j = 0; j < width; j++) {
      double b0 = b[from + j];
      double b1 = b[from + n + j];
      double b2 = b[from + 2 * n + j];
      double b3 = b[from + 3 * n + j];
      to[row + j] += a0 * b0 + a1 * b1 + a2 * b2 + a3 * b3;
      to[row + n + j] += c0 * b0 + c1 * b1 + c2 * b2 + c3 * b3;
    }
  }

  private static void mirror(double[] square, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        square[j * n + i] = square[i * n + j];
      }
    }
  }
}
