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
      multiply(x, turned, gram, m, n, m);
      double[] polynomial = work[3];
      multiply(gram, gram, polynomial, m, m, m);
      for (int k = 0; k < m * m; k++) {
        polynomial[k] = B * gram[k] + C * polynomial[k];
      }
      double[] product = work[4];
      multiply(polynomial, x, product, m, m, n);
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
   * {@code to = a b}, of m x k and k x n. The inner loop runs along rows of b and of the result,
   * four of b at a time: the compiler vectorises it.
   */
  private static void multiply(double[] a, double[] b, double[] to, int m, int k, int n) {
    for (int i = 0; i < m; i++) {
      int row = i * n;
      Arrays.fill(to, row, row + n, 0);
      int whole = k & -4;
      for (int l = 0; l < whole; l += 4) {
        addFour(a, i * k + l, b, l * n, to, row, n);
      }
      for (int l = whole; l < k; l++) {
        double factor = a[i * k + l];
        for (int j = 0; j < n; j++) {
          to[row + j] += factor * b[l * n + j];
        }
      }
    }
  }

  private static void addFour(
      double[] a, int at, double[] b, int from, double[] to, int row, int n) {
    double a0 = a[at];
    double a1 = a[at + 1];
    double a2 = a[at + 2];
    double a3 = a[at + 3];
    for (int j = 0; j < n; j++) {
      to[row + j] +=
          a0 * b[from + j]
              + a1 * b[from + n + j]
              + a2 * b[from + 2 * n + j]
              + a3 * b[from + 3 * n + j];
    }
  }
}
