package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.graph.Operation;
import dev.carousel.internal.kernel.Elementwise.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of this machine against their scalar twin, bit for bit. */
class PointwiseKernelsTest {
  private static final int[] SIZES = {1, 4, 6, 13, 25, 207, 702};

  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    -1e-40f,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1f,
    -1f,
    FloatMath.TANH_SMALL,
    Math.nextDown(FloatMath.TANH_SMALL),
    FloatMath.EXP_HIGH,
    Math.nextUp(FloatMath.EXP_HIGH),
    FloatMath.EXP_LOW,
    -87.5f,
    88.7f,
    -100f,
    Float.intBitsToFloat(0xFFC00000), // NaN with a sign
    FloatMath.SIGMOID_HIGH,
    FloatMath.SIGMOID_LOW,
    FloatMath.TANH_HIGH,
    FloatMath.LOG1P_HALVED,
    FloatMath.TURN_LIMIT,
    -Math.nextUp(FloatMath.TURN_LIMIT),
  };

  static Stream<Op> pointwiseOperations() {
    return Operation.all().stream().map(Operation::op);
  }

  @ParameterizedTest
  @MethodSource("pointwiseOperations")
  void vectorEqualsScalarAtAwkwardSizesAndOffsets(Op op) {
    for (int size : SIZES) {
      Random random = new Random(size);
      float[] x = gaussian(random, size + 11);
      float[] y = gaussian(random, size + 11);
      float[] z = gaussian(random, size + 11);
      assertSameBits(op, size, x, y, z);
    }
  }

  @ParameterizedTest
  @MethodSource("pointwiseOperations")
  void vectorEqualsScalarOnSpecialValuesInEveryCombination(Op op) {
    int n = SPECIAL.length;
    int size = n * n * n;
    float[] x = new float[size + 11];
    float[] y = new float[size + 11];
    float[] z = new float[size + 11];
    for (int i = 0; i < x.length; i++) {
      x[i] = SPECIAL[i % n];
      y[i] = SPECIAL[i / n % n];
      z[i] = SPECIAL[i / n / n % n];
    }
    assertSameBits(op, size, x, y, z);
  }

  /** Logarithm, sine and cosine take another way for a vector with one lane out of their range. */
  @ParameterizedTest
  @MethodSource("pointwiseOperations")
  void vectorEqualsScalarWhereNoLaneIsOutOfRange(Op op) {
    int size = 16_000;
    for (int highest : new int[] {-1, 16, Float.MAX_EXPONENT}) {
      Random random = new Random(highest);
      float[] x = positive(random, size + 11, highest);
      float[] y = positive(random, size + 11, highest);
      float[] z = positive(random, size + 11, highest);
      assertSameBits(op, size, x, y, z);
    }
  }

  /** One lane out of range, and in place: each lane is read before it is written. */
  @ParameterizedTest
  @MethodSource("pointwiseOperations")
  void resultInPlaceOfItsOperandIsTheSame(Op op) {
    float[] x = positive(new Random(12), 64, 3);
    x[5] = Float.NEGATIVE_INFINITY;
    x[37] = Float.MIN_VALUE;
    float[] y = positive(new Random(13), 64, 3);
    float[] expected = new float[64];
    Rows in = new Rows(x, 0);
    Rows other = new Rows(y, 0);
    Kernels kernels = KernelProvider.best();
    operation(op, in, other, in, new Rows(expected, 0)).run(kernels, 1, 64, 0, 0, 0, 0);
    operation(op, in, other, in, in).run(kernels, 1, 64, 0, 0, 0, 0);
    assertArrayEquals(expected, x);
  }

  /** Offsets 3, 5 and 7 in, 2 out; what lies around the result stays as it was. */
  private static void assertSameBits(Op op, int size, float[] x, float[] y, float[] z) {
    float[] expected = new float[size + 4];
    float[] found = new float[size + 4];
    Arrays.fill(expected, 42f);
    Arrays.fill(found, 42f);
    apply(new ScalarKernels(), op, size, x, y, z, expected);
    apply(KernelProvider.best(), op, size, x, y, z, found);
    for (int i = 0; i < expected.length; i++) {
      int at = i - 2;
      assertEquals(
          Float.floatToIntBits(expected[i]),
          Float.floatToIntBits(found[i]),
          () -> at < 0 || at >= size ? "outside, at " + at : describe(op, x, y, z, at));
    }
  }

  private static void apply(
      Kernels kernels, Op op, int size, float[] x, float[] y, float[] z, float[] out) {
    operation(op, new Rows(x, 0), new Rows(y, 0), new Rows(z, 0), new Rows(out, 0))
        .run(kernels, 1, size, 3, 5, 7, 2);
  }

  private static OneOperation operation(Op op, Rows x, Rows y, Rows z, Rows out) {
    return new OneOperation(op, -1.7f, 0.3f, x, y, z, out);
  }

  @ParameterizedTest
  @MethodSource("pointwiseOperations")
  void aBlockOfRowsEqualsItsRowsOneByOne(Op op) {
    int rows = 3;
    int size = 21;
    Random random = new Random(11);
    float[] x = gaussian(random, 200);
    float[] y = gaussian(random, 200);
    float[] z = gaussian(random, 200);
    float[] expected = new float[200];
    float[] found = new float[200];
    Rows repeated = new Rows(y, 0);
    OneOperation one =
        operation(op, new Rows(x, 0), repeated, new Rows(z, 0), new Rows(expected, 0));
    for (int r = 0; r < rows; r++) {
      one.run(new ScalarKernels(), 1, size, 1 + 40 * r, 2, 3 + 21 * r, 4 + 33 * r);
    }
    OneOperation all =
        operation(op, new Rows(x, 40), repeated, new Rows(z, 21), new Rows(found, 33));
    all.run(KernelProvider.best(), rows, size, 1, 2, 3, 4);
    assertArrayEquals(expected, found);
  }

  @Test
  void rowsAreAddedAlike() {
    int rows = 3;
    for (int size : SIZES) {
      Random random = new Random(size);
      float[] x = gaussian(random, rows * size + 3);
      float[] before = gaussian(random, rows * size + 4);
      for (int row : new int[] {size, 0}) {
        float[] expected = before.clone();
        for (int i = 0; i < rows * size; i++) {
          expected[2 + i / size * row + i % size] += x[3 + i];
        }
        for (Kernels kernels : List.of(new ScalarKernels(), KernelProvider.best())) {
          float[] found = before.clone();
          kernels.add(rows, size, x, 3, size, found, 2, row);
          assertArrayEquals(expected, found, kernels.name());
        }
      }
    }
  }

  @Test
  void elementsAreChangedInPlaceAlike() {
    for (int size : SIZES) {
      float[] before = gaussian(new Random(size), size + 4);
      float[] linear = before.clone();
      float[] exp = before.clone();
      for (int i = 2; i < 2 + size; i++) {
        linear[i] = Math.fma(-1.7f, before[i], 0.3f);
        exp[i] = FloatMath.exp(before[i]);
      }
      for (Kernels kernels : List.of(new ScalarKernels(), KernelProvider.best())) {
        float[] found = before.clone();
        kernels.linear(-1.7f, 0.3f, size, found, 2);
        assertArrayEquals(linear, found, kernels.name());
        found = before.clone();
        kernels.exp(size, found, 2);
        assertArrayEquals(exp, found, kernels.name());
      }
    }
  }

  private static String describe(Op op, float[] x, float[] y, float[] z, int at) {
    return op + "(" + x[3 + at] + ", " + y[5 + at] + ", " + z[7 + at] + ") at " + at;
  }

  /** Normal numbers of every magnitude up to that of a power of two. */
  private static float[] positive(Random random, int size, int highest) {
    float[] values = new float[size];
    int powers = highest - Float.MIN_EXPONENT;
    for (int i = 0; i < size; i++) {
      values[i] = Math.scalb(1 + random.nextFloat(), highest - random.nextInt(powers));
    }
    return values;
  }

  private static float[] gaussian(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (3 * random.nextGaussian());
    }
    return values;
  }
}
