package dev.carousel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputsTest {
  private static final int STEPS = 3;
  private static final int ROWS = 2;
  private static final int FEATURES = 2;

  /** At step t and row b the numbers 10 t + b and, below zero, the same. */
  private static Inputs.Values numbers(Precision precision) {
    Tensor tensor = precision.zeros(STEPS, ROWS, FEATURES);
    for (int place = 0; place < STEPS * ROWS; place++) {
      int number = 10 * (place / ROWS) + place % ROWS;
      tensor.set(place * FEATURES, number);
      tensor.set(place * FEATURES + 1, -number);
    }
    return new Inputs.Values(tensor);
  }

  @Test
  void anArrayIsNotCopied() {
    float[] values = {1, 2, 3, 4, 5, 6};
    Inputs.Values inputs = new Inputs.Values(3, 1, 2, values);
    assertSame(values, inputs.values());
    assertSame(values, ((FloatTensor) inputs.tensor()).array());
    values[5] = 7;
    assertEquals(7, inputs.tensor().get(5));
  }

  @Test
  void numbersInDoubleAreRoundedToFloat() {
    DoubleTensor tensor = new DoubleTensor(1, 1, 1);
    tensor.set(0, 0.1);
    assertArrayEquals(new float[] {0.1f}, new Inputs.Values(tensor).values());
  }

  @Test
  void oneSequenceIsOneRow() {
    Inputs.Values numbers = Inputs.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
    assertEquals(3, numbers.steps());
    assertEquals(1, numbers.rows());
    assertEquals(2, numbers.features());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, numbers.values());
    Inputs.Symbols symbols = Inputs.ofSymbols(5, 4, 0, 2);
    assertEquals(3, symbols.steps());
    assertEquals(1, symbols.rows());
    assertEquals(5, symbols.features());
    assertArrayEquals(new int[] {4, 0, 2}, symbols.ids());
  }

  @Test
  void stepsOfUnequalWidthAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Inputs.of(new float[] {1, 2}, new float[] {3}));
    Refusal.of(Inputs::of, "The number of steps is too small.", "at least 1");
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aPartHasConsecutiveStepsOfAnyRows(Precision precision) {
    Inputs.Values part = (Inputs.Values) numbers(precision).part(1, 2, 3, row -> row == 0 ? 1 : 0);
    assertEquals(precision, part.tensor().precision());
    assertArrayEquals(
        new float[] {11, -11, 10, -10, 10, -10, 21, -21, 20, -20, 20, -20}, part.values());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void placesAreGatheredInAnyOrder(Precision precision) {
    Inputs.Values numbers = numbers(precision);
    Inputs.Values some = (Inputs.Values) numbers.gather(1, 2, place -> 5 - place);
    assertEquals(1, some.steps());
    assertArrayEquals(new float[] {21, -21, 20, -20}, some.values());
    some.tensor().fill(0);
    assertEquals(21, numbers.values()[10], "a copy");
  }

  @Test
  void symbolsAreGatheredToo() {
    Inputs symbols = new Inputs.Symbols(3, 2, 9, new int[] {0, 1, 2, 3, 4, 5});
    Inputs.Symbols part = (Inputs.Symbols) symbols.part(1, 2, 1, row -> 1);
    assertEquals(9, part.features());
    assertArrayEquals(new int[] {3, 5}, part.ids());
  }

  @Test
  void anArrayOfAnotherSizeThanTheShapeIsRefused() {
    Refusal.of(
        () -> FloatTensor.over(new float[5], 2, 3),
        "The array of a tensor has another size than its shape.",
        "6 elements for [2, 3]",
        "5");
  }

  private static Inputs.Mixed mixed() {
    return new Inputs.Mixed(
        numbers(Precision.FLOAT32),
        List.of(
            new Inputs.Symbols(STEPS, ROWS, 9, new int[] {0, 1, 2, 3, 4, 5}),
            new Inputs.Symbols(STEPS, ROWS, 2, new int[] {1, 0, 1, 0, 1, 0})));
  }

  @Test
  void mixedInputsAreGatheredTogether() {
    Inputs.Mixed some = (Inputs.Mixed) mixed().gather(1, 3, place -> 5 - 2 * place);
    assertArrayEquals(
        new float[] {21, -21, 11, -11, 1, -1}, Objects.requireNonNull(some.numbers()).values());
    assertArrayEquals(new int[] {5, 3, 1}, some.categories().get(0).ids());
    assertArrayEquals(new int[] {0, 0, 0}, some.categories().get(1).ids());
    assertEquals(List.of(9, 2), some.vocabularies());
    assertEquals(2 + 9 + 2, some.features());
    Inputs.Mixed alone = new Inputs.Mixed(null, mixed().categories());
    assertEquals(0, alone.numberFeatures());
    assertEquals(11, alone.gather(1, 1, place -> 4).features());
  }

  @Test
  void mixedInputsAsVectorsHaveAOneForEachCategory() {
    Inputs.Mixed one = (Inputs.Mixed) mixed().gather(1, 1, place -> 4);
    assertArrayEquals(
        new float[] {20, -20, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1}, one.vectors().values());
  }

  @Test
  void mixedInputsOfUnequalSizeAreRefused() {
    Inputs.Values numbers = numbers(Precision.FLOAT32);
    Inputs.Symbols symbols = Inputs.ofSymbols(3, 0, 1, 2);
    assertThrows(IllegalArgumentException.class, () -> new Inputs.Mixed(numbers, List.of(symbols)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Inputs.Mixed(null, List.of(symbols, Inputs.ofSymbols(3, 0))));
  }

  @Test
  void aBatchOfMixedSequencesKeepsEachInItsRow() {
    Inputs.Mixed all = mixed();
    List<Chunk> rows =
        List.of(1, 0).stream()
            .map(
                row ->
                    new Chunk(
                        all.part(row, STEPS - row, 1, r -> row),
                        new Targets.Values(Targets.Moment.END, 1, new float[1]),
                        Chunk.allFresh(1)))
            .toList();
    Chunk batch = Batches.of(rows);
    Inputs.Mixed found = (Inputs.Mixed) batch.inputs();
    assertArrayEquals(new int[] {3, 0, 5, 2, 0, 4}, found.categories().get(0).ids());
    assertArrayEquals(
        new float[] {11, -11, 0, 0, 21, -21, 10, -10, 0, 0, 20, -20},
        Objects.requireNonNull(found.numbers()).values());
    assertEquals(2, batch.length(0));
  }
}
