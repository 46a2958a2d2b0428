package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between floats and doubles: this machine's kernels against plain Java, by bits. */
class ConversionKernelsTest {
  private static final float[] ODD = {
    0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, -1e-40f, Float.MAX_VALUE
  };

  private static float[] floats(int n) {
    Random random = new Random(n);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = i % 5 == 3 ? ODD[i % ODD.length] : (float) random.nextGaussian();
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 8, 9, 16, 31, 512, 513})
  void everyFloatBecomesTheSameDouble(int n) {
    float[] x = floats(n + 3);
    double[] plain = new double[n + 2];
    double[] found = new double[n + 2];
    new ScalarKernels().widen(n, x, 3, plain);
    KernelProvider.best().widen(n, x, 3, found);
    assertArrayEquals(plain, found);
    for (int i = 0; i < n; i++) {
      assertEquals(x[3 + i], plain[i]);
    }
  }

  /** Halfway cases, what overflows and what underflows among them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 8, 9, 16, 31, 512, 513})
  void everyDoubleIsRoundedToTheSameFloat(int n) {
    double[] odd = {1 + 0x1p-24, 1 + 0x1.8p-23, 1e300, -1e-300, 0x1p-150, Double.NaN, 0.1};
    Random random = new Random(n);
    double[] x = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      x[i] = i % 2 == 0 ? odd[i / 2 % odd.length] : random.nextGaussian();
    }
    float[] plain = new float[n + 5];
    float[] found = new float[n + 5];
    new ScalarKernels().narrow(n, x, plain, 3);
    KernelProvider.best().narrow(n, x, found, 3);
    assertArrayEquals(plain, found);
    for (int i = 0; i < n; i++) {
      assertEquals((float) x[i], plain[3 + i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 100, 4096})
  void squaresAreAddedInTheSameOrder(int n) {
    Random random = new Random(n);
    float[] x = new float[n + 3];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    double[] plain = new double[16];
    double[] found = new double[16];
    for (double[] sums : new double[][] {plain, found}) {
      sums[3] = 0.1;
    }
    new ScalarKernels().addSquares(n, x, 2, plain);
    KernelProvider.best().addSquares(n, x, 2, found);
    assertArrayEquals(plain, found);
    double own = 0.1;
    for (int i = 3; i < n; i += 16) {
      own += (double) x[2 + i] * x[2 + i];
    }
    assertEquals(own, plain[3]);
  }
}
