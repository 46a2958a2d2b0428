package dev.carousel.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorsTest {
  private static Tensor counting(Precision precision, int... shape) {
    Tensor tensor = precision.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, i + 1);
    }
    return tensor;
  }

  private static NamedTensors two(Precision precision) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("layer0/i.Wx", counting(precision, 2, 2));
    tensors.put("layer0/i.b", counting(precision, 2));
    return new NamedTensors(tensors);
  }

  @ParameterizedTest
  @EnumSource
  void tensorKnowsItsShape(Precision precision) {
    Tensor tensor = precision.zeros(2, 3, 4);
    assertArrayEquals(new int[] {2, 3, 4}, tensor.shape());
    assertEquals(24, tensor.size());
    assertEquals(3, tensor.rank());
    assertEquals(4, tensor.extent(2));
    assertEquals(precision, tensor.precision());
    assertEquals(precision + "[2, 3, 4]", tensor.toString());
    tensor.shape()[0] = 9;
    assertEquals(2, tensor.extent(0), "the shape handed out is a copy");
  }

  @ParameterizedTest
  @EnumSource
  void copiesAreTheirOwn(Precision precision) {
    Tensor tensor = counting(precision, 3);
    Tensor copy = tensor.copy();
    copy.set(0, 9);
    assertEquals(1, tensor.get(0));
    assertArrayEquals(new double[] {0, 0, 0}, tensor.like().toDoubles());
  }

  @ParameterizedTest
  @EnumSource
  void arithmeticIsElementWise(Precision precision) {
    Tensor tensor = counting(precision, 3);
    tensor.addScaled(2, counting(precision, 3));
    tensor.scale(0.5);
    assertArrayEquals(new double[] {1.5, 3, 4.5}, tensor.toDoubles());
    assertEquals(31.5, tensor.sumOfSquares(), 1e-12);
  }

  /** Numbers of many sizes and both signs, that single precision holds. */
  private static Tensor uneven(Precision precision, int size) {
    Tensor tensor = precision.zeros(size);
    for (int i = 0; i < size; i++) {
      tensor.set(i, (float) (Math.sin(i + 1) * Math.pow(10, i % 7 - 3)));
    }
    return tensor;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 7, 8, 13, 207})
  void sumOfSquaresTakesInEveryElement(int size) {
    Tensor single = uneven(Precision.FLOAT32, size);
    double sum = 0;
    for (double value : single.toDoubles()) {
      sum += value * value;
    }
    assertEquals(sum, single.sumOfSquares(), 1e-14 * sum);
    Tensor twin = uneven(Precision.FLOAT64, size);
    assertEquals(twin.sumOfSquares(), single.sumOfSquares(), "the same bits in both precisions");
  }

  static Stream<Arguments> sums() {
    return Stream.of(Precision.values())
        .flatMap(to -> Stream.of(Precision.values()).map(from -> List.of(to, from)))
        .flatMap(
            pair ->
                DoubleStream.of(1, -1, 2.3, 1e-9)
                    .mapToObj(factor -> Arguments.of(pair.get(0), pair.get(1), factor)));
  }

  @ParameterizedTest
  @MethodSource("sums")
  void sumsAreWorkedInDoubleAndRoundedOnce(Precision to, Precision from, double factor) {
    Tensor sum = uneven(to, 207);
    Tensor other = uneven(from, 207);
    other.scale(1.0 / 3);
    Tensor expected = to.zeros(207);
    for (int i = 0; i < 207; i++) {
      expected.set(i, sum.get(i) + factor * other.get(i));
    }
    sum.addScaled(factor, other);
    assertArrayEquals(expected.toDoubles(), sum.toDoubles());
  }

  @ParameterizedTest
  @EnumSource
  void productsAreWorkedInDoubleAndRoundedOnce(Precision precision) {
    Tensor product = uneven(precision, 207);
    Tensor expected = precision.zeros(207);
    for (int i = 0; i < 207; i++) {
      expected.set(i, product.get(i) * 0.1);
    }
    product.scale(0.1);
    assertArrayEquals(expected.toDoubles(), product.toDoubles());
  }

  @Test
  void singlePrecisionRounds() {
    Tensor tensor = new FloatTensor(1);
    tensor.set(0, 0.1);
    assertEquals((double) 0.1f, tensor.get(0));
    assertEquals((double) 0.1f, Precision.FLOAT64.copyOf(tensor).get(0));
  }

  @Test
  void sizesMustAgree() {
    Refusal error = Refusal.of(() -> new FloatTensor(2, 3).assign(new FloatTensor(2, 2)));
    assertTrue(error.message().contains("expected: [2, 3]"));
    assertTrue(error.message().contains("found:    [2, 2]"));
  }

  @Test
  void impossibleShapesAreRefusedBeforeTheyAreAllocated() {
    Refusal large = Refusal.of(() -> new FloatTensor(100_000, 100_000));
    assertTrue(large.message().contains("lower the batch size"));
    Refusal negative = Refusal.of(() -> new FloatTensor(2, -1));
    assertTrue(negative.message().contains("[2, -1]"));
  }

  @Test
  void namesKeepTheirOrder() {
    assertEquals(List.of("layer0/i.Wx", "layer0/i.b"), List.copyOf(two(Precision.FLOAT32).names()));
    assertEquals("layer0", NamedTensors.groupOf("layer0/i.Wx"));
    assertEquals("head", NamedTensors.groupOf("head"));
  }

  @Test
  void unknownNameComesWithTheNearest() {
    Refusal error = Refusal.of(() -> two(Precision.FLOAT32).get("layer0/i.Wy"));
    assertTrue(error.message().contains("did you mean 'layer0/i.Wx'?"));
  }

  @Test
  void normIsOverAllElements() {
    NamedTensors tensors = two(Precision.FLOAT64);
    assertEquals(6, tensors.elements());
    assertEquals(Math.sqrt(1 + 4 + 9 + 16 + 1 + 4), tensors.norm(), 1e-12);
    tensors.scale(2);
    assertEquals(2 * Math.sqrt(35), tensors.norm(), 1e-12);
    tensors.get("layer0/i.b").set(0, Double.NaN);
    assertTrue(Double.isNaN(tensors.norm()));
  }

  @Test
  void copiesAndAssignmentsAreDeep() {
    NamedTensors tensors = two(Precision.FLOAT64);
    NamedTensors copy = tensors.copyAs(Precision.FLOAT32);
    assertEquals(Precision.FLOAT32, copy.get("layer0/i.b").precision());
    copy.get("layer0/i.b").set(1, -5);
    assertEquals(2, tensors.get("layer0/i.b").get(1));
    tensors.assign(copy);
    assertEquals(-5, tensors.get("layer0/i.b").get(1));
    assertEquals(0, tensors.like().norm());
  }
}
