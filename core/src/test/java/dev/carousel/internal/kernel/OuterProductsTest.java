package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.fixture.Allocation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of outer products have the bits of the packed product, and touch nothing beside them. */
class OuterProductsTest {
  private static final int OFFSET = 3;
  private static final int CALLS = 20_000;

  @ParameterizedTest(name = "{0} rows, {1} by {2}")
  @CsvSource({
    "1, 1, 32",
    "5, 2, 64",
    "128, 3, 96",
    "0, 4, 32",
    "7, 5, 32",
    "600, 6, 128",
    "31, 7, 64",
    "128, 8, 256",
    "9, 9, 32",
    "2, 16, 64",
    "33, 19, 96",
  })
  void theyAreWhatThePackedProductIs(int depth, int height, int width) {
    Random random = new Random(depth * 31L + height * 7L + width);
    int aRow = height + 2;
    int bRow = width + 5;
    int cRow = width + 3;
    float[] a = gaussian(random, OFFSET + depth * aRow);
    float[] b = gaussian(random, OFFSET + depth * bRow);
    float[] c = gaussian(random, OFFSET + height * cRow + 4);
    PackedMatrix packed = new PackedMatrix(depth, width);
    packed.place(b, OFFSET, bRow, depth, width, 0, 0);
    float[] expected = c.clone();
    new ScalarKernels()
        .multiply(
            height,
            depth,
            a,
            OFFSET,
            1,
            aRow,
            packed,
            expected,
            OFFSET,
            cRow,
            new float[Kernels.EDGE]);
    for (Kernels kernels : new Kernels[] {new ScalarKernels(), KernelProvider.best()}) {
      float[] found = c.clone();
      kernels.addOuterProducts(
          depth, a, OFFSET, aRow, height, b, OFFSET, bRow, width, found, OFFSET, cRow);
      assertArrayEquals(expected, found, kernels.name());
    }
  }

  /** The reader that reads one row again must not read behind the last one. */
  @Test
  void theLastRowMayEndItsArray() {
    float[] found = new float[32];
    KernelProvider.best()
        .addOuterProducts(2, new float[] {1, 2}, 0, 1, 1, filled(64), 0, 32, 32, found, 0, 32);
    float[] expected = new float[32];
    Arrays.fill(expected, 3f);
    assertArrayEquals(expected, found);
  }

  @Test
  void theyMakeNoObject() {
    Kernels kernels = KernelProvider.best();
    assertEquals(0, Allocation.least(0, sums(kernels)), "bytes in " + CALLS + " calls");
  }

  private static Runnable sums(Kernels kernels) {
    float[] a = new float[4 * 3];
    float[] b = new float[4 * 64];
    float[] c = new float[3 * 64];
    return () -> {
      for (int i = 0; i < CALLS; i++) {
        kernels.addOuterProducts(4, a, 0, 3, 3, b, 0, 64, 64, c, 0, 64);
      }
    };
  }

  private static float[] filled(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1f);
    return ones;
  }

  private static float[] gaussian(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
