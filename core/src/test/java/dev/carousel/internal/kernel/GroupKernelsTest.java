package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Elementwise.Rows;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions of groups and products of blocks: this machine's against their scalar twin, by bits.
 */
class GroupKernelsTest {
  private static final int[] SIZES = {1, 2, 15, 16, 17, 31, 40, 207, 256};
  private static final int ROWS = 3;
  private static final float EPSILON = 1e-5f;

  static Stream<Op> groupedOperations() {
    return Stream.of(Op.values()).filter(op -> op.kind() == Op.Kind.GROUPED);
  }

  @ParameterizedTest
  @MethodSource("groupedOperations")
  void vectorEqualsScalarAtAwkwardSizesAndOffsets(Op op) {
    for (int size : SIZES) {
      for (int groups : new int[] {1, 3}) {
        float[] x = gaussian(size, 1000 * ROWS);
        float[] y = gaussian(size + 1, 1000 * ROWS);
        float[] scalar = filled(1000 * ROWS);
        float[] vector = filled(1000 * ROWS);
        apply(new ScalarKernels(), op, groups, size, x, y, scalar);
        apply(KernelProvider.best(), op, groups, size, x, y, vector);
        assertArrayEquals(scalar, vector, op + " of " + groups + " groups of " + size);
      }
    }
  }

  /** Offsets 3 and 5 in, 2 out; what lies around the result stays as it was. */
  private static void apply(
      Kernels kernels, Op op, int groups, int size, float[] x, float[] y, float[] out) {
    Rows in = new Rows(x, 800);
    GroupFunction function =
        new GroupFunction(op, groups, size, EPSILON, in, new Rows(y, 811), new Rows(out, 823));
    kernels.applyToGroups(function, ROWS, 3, 5, 2, new float[Kernels.EDGE]);
  }

  static Stream<Op> products() {
    return Stream.of(Op.OUTER, Op.TIMES, Op.TRANSPOSED_TIMES);
  }

  @ParameterizedTest
  @MethodSource("products")
  void productsOfBlocksEqualTheirScalarTwin(Op op) {
    for (int n : SIZES) {
      for (int m : new int[] {1, 5, 16}) {
        int width = 2 * Math.max(m * n, n) + 9;
        float[] x = gaussian(n, 20 + ROWS * width);
        float[] y = gaussian(m, 20 + ROWS * width);
        float[] scalar = filled(20 + ROWS * width);
        float[] vector = filled(20 + ROWS * width);
        Rows left = new Rows(x, width);
        Rows right = new Rows(y, width - 1);
        BlockProduct expected =
            new BlockProduct(op, 2, m, n, left, right, new Rows(scalar, width - 2));
        BlockProduct found =
            new BlockProduct(op, 2, m, n, left, right, new Rows(vector, width - 2));
        new ScalarKernels().multiplyBlocks(expected, ROWS, 3, 5, 2, new float[Kernels.EDGE]);
        KernelProvider.best().multiplyBlocks(found, ROWS, 3, 5, 2, new float[Kernels.EDGE]);
        assertArrayEquals(scalar, vector, op + " of " + m + " x " + n);
      }
    }
  }

  /** Mean 0 and mean square 1 but for epsilon, each group of each row on its own. */
  @ParameterizedTest
  @EnumSource(names = {"LAYER_NORM", "RMS_NORM"})
  void normsAreThoseOfEachGroup(Op op) {
    for (int size : SIZES) {
      float[] x = gaussian(size, 1000 * ROWS);
      float[] out = filled(1000 * ROWS);
      apply(KernelProvider.best(), op, 2, size, x, x.clone(), out);
      for (int r = 0; r < ROWS; r++) {
        for (int g = 0; g < 2; g++) {
          assertNormalised(op, size, x, 3 + 800 * r + g * size, out, 2 + 823 * r + g * size);
        }
      }
    }
  }

  private static void assertNormalised(Op op, int n, float[] x, int xi, float[] out, int to) {
    double mean = op == Op.RMS_NORM ? 0 : mean(n, x, xi);
    double squares = IntStream.range(0, n).mapToDouble(i -> Math.pow(x[xi + i] - mean, 2)).sum();
    double scale = Math.sqrt(squares / n + EPSILON);
    for (int i = 0; i < n; i++) {
      assertEquals((x[xi + i] - mean) / scale, out[to + i], 2e-6 * (1 + Math.abs(mean) / scale));
    }
  }

  private static double mean(int n, float[] x, int xi) {
    return IntStream.range(0, n).mapToDouble(i -> x[xi + i]).average().orElseThrow();
  }

  /** Every element counts once, in the partial sums or after them. */
  @Test
  void partialSumsAreAddedInPairs() {
    float[] powers = new float[PartialSums.LANES];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = 1 << i;
    }
    assertEquals((1 << PartialSums.LANES) - 1, PartialSums.inPairs(powers));
    assertEquals(32, PartialSums.bound(47));
  }

  private static float[] filled(int n) {
    float[] values = new float[n];
    Arrays.fill(values, 42f);
    return values;
  }

  private static float[] gaussian(int seed, int n) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (3 * random.nextGaussian());
    }
    return values;
  }
}
