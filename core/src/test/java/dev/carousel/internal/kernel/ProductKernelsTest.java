package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix product against a plain one in double, and vector kernels against scalar ones. */
class ProductKernelsTest {
  private static final int OFFSET = 3;

  @ParameterizedTest(name = "{0} rows, depth {1}, {2} columns")
  @CsvSource({
    "1, 1, 1",
    "2, 3, 5",
    "4, 7, 31",
    "5, 16, 32",
    "7, 13, 33",
    "8, 25, 64",
    "9, 207, 65",
    "13, 2, 95",
    "16, 64, 128",
    "17, 31, 207",
    "25, 702, 6",
    "33, 5, 16",
    "3, 4, 17",
    "8, 1, 48",
    "1, 9, 64",
    "1, 70, 96",
    "1, 7, 128",
    "1, 33, 333",
    "2, 6, 256",
    "3, 12, 300",
    "6, 5, 40",
    "25, 70, 16",
    "4, 33, 48",
    "12, 9, 8",
    "15, 13, 80",
    "3, 5, 16",
    "10, 600, 24",
    "21, 11, 4",
    "6, 40, 64",
    "7, 600, 128",
    "14, 9, 130",
    "32, 520, 96",
    "30, 13, 64",
    "12, 1, 200",
    "5, 512, 64",
    "11, 513, 32",
    "19, 1300, 70",
    "10, 30, 64",
    "20, 17, 192",
  })
  void productEqualsDoubleAtAwkwardSizes(int rows, int depth, int columns) {
    check(new Problem(rows, depth, columns, false, depth));
    check(new Problem(rows, depth, columns, true, depth));
  }

  @Test
  void productOfTheFirstRowsOfTheRightSide() {
    check(new Problem(9, 40, 50, false, 31));
    check(new Problem(9, 40, 50, true, 31));
  }

  @Test
  void packedMatrixPlacesBlocksAndTransposesThem() {
    float[] source = {1, 2, 3, 4, 5, 6};
    PackedMatrix packed = new PackedMatrix(5, 70);
    packed.place(source, 0, 3, 2, 3, 1, 31);
    packed.placeTransposed(source, 0, 3, 2, 3, 2, 63);
    float[][] expected = new float[5][70];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        expected[1 + i][31 + j] = source[i * 3 + j];
        expected[2 + j][63 + i] = source[i * 3 + j];
      }
    }
    for (int row = 0; row < 5; row++) {
      float[] found = new float[70];
      for (int column = 0; column < found.length; column++) {
        found[column] = packed.get(row, column);
      }
      assertEquals(Arrays.toString(expected[row]), Arrays.toString(found), "row " + row);
    }
  }

  /** Everything random, nothing dense: strides wider than rows, and offsets. */
  private static final class Problem {
    final int rows;
    final int used;
    final int columns;
    final float[] a;
    final int aRow;
    final int aColumn;
    final float[] b;
    final PackedMatrix packed;
    final float[] c;
    final int cRow;

    Problem(int rows, int depth, int columns, boolean transposed, int used) {
      this.rows = rows;
      this.used = used;
      this.columns = columns;
      Random random = new Random(rows * 31L + depth * 7L + columns);
      int wide = (transposed ? rows : used) + 2;
      a = gaussian(random, OFFSET + wide * (transposed ? used : rows));
      aRow = transposed ? 1 : wide;
      aColumn = transposed ? wide : 1;
      b = gaussian(random, depth * columns);
      packed = new PackedMatrix(depth, columns);
      packed.place(b, 0, columns, depth, columns, 0, 0);
      cRow = columns + 5;
      c = gaussian(random, OFFSET + rows * cRow + 4);
    }

    float[] run(Kernels kernels) {
      float[] result = c.clone();
      float[] edge = new float[Kernels.EDGE];
      Arrays.fill(edge, Float.NaN);
      kernels.multiply(rows, used, a, OFFSET, aRow, aColumn, packed, result, OFFSET, cRow, edge);
      return result;
    }

    private double a(int i, int k) {
      return a[OFFSET + i * aRow + k * aColumn];
    }

    private double b(int k, int j) {
      return b[k * columns + j];
    }

    private double exact(int i, int j) {
      double sum = c[OFFSET + i * cRow + j];
      for (int k = 0; k < used; k++) {
        sum += a(i, k) * b(k, j);
      }
      return sum;
    }

    /** What rounding may amount to: each step half an ulp of the sum of all magnitudes. */
    private double tolerance(int i, int j) {
      double magnitude = Math.abs(c[OFFSET + i * cRow + j]);
      for (int k = 0; k < used; k++) {
        magnitude += Math.abs(a(i, k) * b(k, j));
      }
      return used * 0x1p-24 * magnitude;
    }
  }

  private static void check(Problem p) {
    float[] scalar = p.run(new ScalarKernels());
    float[] vector = p.run(KernelProvider.best());
    for (int at = 0; at < scalar.length; at++) {
      assertEquals(
          Float.floatToRawIntBits(scalar[at]), Float.floatToRawIntBits(vector[at]), "at " + at);
      int i = (at - OFFSET) / p.cRow;
      int j = (at - OFFSET) % p.cRow;
      if (at < OFFSET || i >= p.rows || j >= p.columns) {
        assertEquals(p.c[at], scalar[at], "outside, at " + at);
      } else {
        assertEquals(p.exact(i, j), scalar[at], p.tolerance(i, j), "(" + i + ", " + j + ")");
      }
    }
  }

  private static float[] gaussian(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
