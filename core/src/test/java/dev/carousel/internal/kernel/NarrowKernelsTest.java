package dev.carousel.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.engine.WeightFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounded weights: products with them, by all kernels, have the bits of products with floats. */
class NarrowKernelsTest {
  private static final int OFFSET = 3;
  private static final List<WeightFormat> NARROW = List.of(WeightFormat.BF16, WeightFormat.INT8);

  @ParameterizedTest(name = "depth {0}, {1} columns")
  @CsvSource({
    "1, 1", "3, 5", "7, 31", "16, 32", "13, 33", "25, 64", "207, 65", "2, 95", "64, 128",
    "31, 207", "702, 6", "5, 16", "4, 17", "1, 48", "70, 96", "33, 333", "6, 8", "9, 136",
    "5, 160", "40, 255", "11, 257",
  })
  void aRowHasTheBitsOfAProductWithTheRoundedFloats(int depth, int columns) {
    for (WeightFormat format : NARROW) {
      NarrowMatrix narrow = NarrowMatrix.of(format, random(depth, columns));
      check(narrow, narrow.widened());
    }
  }

  @Test
  void panelsAreMatricesOfTheirOwn() {
    for (WeightFormat format : NARROW) {
      NarrowMatrix whole = NarrowMatrix.of(format, random(9, 301));
      NarrowMatrix part = whole.from(2, 70).from(1, 38);
      PackedMatrix expected = new PackedMatrix(9, 38);
      for (int k = 0; k < 9; k++) {
        for (int j = 0; j < 38; j++) {
          expected.place(new float[] {whole.get(k, 96 + j)}, 0, 1, 1, 1, k, j);
          assertEquals(whole.get(k, 96 + j), part.get(k, j), format + " at " + k + ", " + j);
        }
      }
      check(part, expected);
      check(whole.from(9, 13), whole.from(9, 13).widened());
    }
  }

  private static void check(NarrowMatrix narrow, PackedMatrix wide) {
    Random random = new Random(narrow.depth());
    float[] a = gaussian(random, OFFSET + narrow.depth());
    float[] c = gaussian(random, OFFSET + narrow.columns() + 4);
    float[] expected = c.clone();
    new ScalarKernels()
        .multiply(1, narrow.depth(), a, OFFSET, 0, 1, wide, expected, OFFSET, 0, scratch());
    for (Kernels kernels : List.of(new ScalarKernels(), KernelProvider.best())) {
      float[] found = c.clone();
      kernels.multiplyRow(a, OFFSET, narrow, found, OFFSET, scratch());
      for (int i = 0; i < c.length; i++) {
        assertEquals(
            Float.floatToRawIntBits(expected[i]),
            Float.floatToRawIntBits(found[i]),
            kernels.name() + " with " + narrow.getClass().getSimpleName() + ", at " + i);
      }
    }
  }

  private static float[] scratch() {
    float[] edge = new float[Kernels.EDGE];
    Arrays.fill(edge, Float.NaN);
    return edge;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-1, -1",
    "0, 0",
    "-0.0, -0.0",
    // Between 1 and 1 + 2^-7: the middle goes to the even one, and so does the next middle.
    "0x1.01p0, 1",
    "0x1.010002p0, 0x1.02p0",
    "0x1.00fffep0, 1",
    "0x1.03p0, 0x1.04p0",
    "-0x1.03p0, -0x1.04p0",
    "0x1.ffp0, 2",
    // The ends of the range.
    "0x1p-133, 0x1p-133",
    "0x1p-134, 0",
    "0x1.8p-134, 0x1p-133",
    "0x1.fefffep127, 0x1.fep127",
    "0x1.ffp127, Infinity",
    "-0x1.ffp127, -Infinity",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
    "NaN, NaN",
  })
  void bf16IsTheUpperHalfRoundedToNearestEven(float weight, float expected) {
    assertEquals(expected, NarrowMatrix.of(WeightFormat.BF16, column(weight)).get(0, 0));
  }

  @Test
  void aNanOfTheLowerHalfAloneStaysOne() {
    float nan = Float.intBitsToFloat(0x7F800001);
    assertEquals(Float.NaN, NarrowMatrix.of(WeightFormat.BF16, column(nan)).get(0, 0));
  }

  @Test
  void int8IsAWholeNumberOfScales() {
    assertColumn(new float[] {127, -127, 1, 2, 2, -4, 0}, 127, -127, 1.4f, 1.5f, 2.5f, -3.5f, 0);
    assertColumn(new float[] {254, 2, 4, -4}, 254, 2.9f, 3.1f, -3.1f);
    assertColumn(new float[] {0, 0, 0}, 0, 0, 0);
    assertColumn(new float[] {Float.NaN, Float.NaN}, 1, Float.NaN);
    assertColumn(new float[] {Float.NaN, Float.NaN}, 1, Float.NEGATIVE_INFINITY);
  }

  @Test
  void int8HasNoStepBeyondItsLastWhereTheScaleIsTooSmallToBeExact() {
    float least = Float.MIN_VALUE;
    assertColumn(new float[] {127 * least, -127 * least, least}, 180 * least, -180 * least, least);
    assertColumn(new float[] {0, -0f}, 60 * least, -60 * least);
  }

  private static void assertColumn(float[] expected, float... weights) {
    NarrowMatrix narrow = NarrowMatrix.of(WeightFormat.INT8, column(weights));
    for (int k = 0; k < weights.length; k++) {
      assertEquals(expected[k], narrow.get(k, 0), "of " + Arrays.toString(weights) + ", " + k);
    }
  }

  @Test
  void eachColumnOfInt8HasItsOwnScale() {
    PackedMatrix weights = new PackedMatrix(2, 3);
    weights.place(new float[] {127, 0.5f, 0, 1, 0.25f, -0.127f}, 0, 3, 2, 3, 0, 0);
    NarrowMatrix narrow = NarrowMatrix.of(WeightFormat.INT8, weights);
    float half = 0.5f / 127;
    assertEquals(1, narrow.get(1, 0));
    assertEquals(64 * half, narrow.get(1, 1));
    assertEquals(-0.127f, narrow.get(1, 2), 1e-8f);
  }

  @Test
  void noWeightIsFurtherFromItsFloatThanIsPromised() {
    int depth = 500;
    int columns = 40;
    PackedMatrix weights = random(depth, columns);
    NarrowMatrix bf16 = NarrowMatrix.of(WeightFormat.BF16, weights);
    NarrowMatrix int8 = NarrowMatrix.of(WeightFormat.INT8, weights);
    for (int j = 0; j < columns; j++) {
      double largest = 0;
      for (int k = 0; k < depth; k++) {
        largest = Math.max(largest, Math.abs(weights.get(k, j)));
      }
      for (int k = 0; k < depth; k++) {
        double w = weights.get(k, j);
        assertEquals(w, bf16.get(k, j), 0x1p-8 * Math.abs(w));
        assertEquals(w, int8.get(k, j), largest / 127 / 2 + 0x1p-22 * largest);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(WeightFormat.class)
  void bytesAreThoseOfTheArrays(WeightFormat format) {
    if (format == WeightFormat.FLOAT32) {
      assertThrows(
          IllegalArgumentException.class, () -> NarrowMatrix.of(format, new PackedMatrix(1, 1)));
      assertThrows(IllegalArgumentException.class, () -> NarrowMatrix.bytes(format, 1, 1));
    } else {
      long expected = format == WeightFormat.BF16 ? 2 * 64 * 5 : 64 * 5 + 4 * 64;
      assertEquals(expected, NarrowMatrix.bytes(format, 5, 33));
    }
  }

  private static PackedMatrix column(float... weights) {
    PackedMatrix matrix = new PackedMatrix(weights.length, 1);
    matrix.place(weights, 0, 1, weights.length, 1, 0, 0);
    return matrix;
  }

  private static PackedMatrix random(int depth, int columns) {
    float[] values = gaussian(new Random(depth * 31L + columns), depth * columns);
    PackedMatrix matrix = new PackedMatrix(depth, columns);
    matrix.place(values, 0, columns, depth, columns, 0, 0);
    return matrix;
  }

  private static float[] gaussian(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
