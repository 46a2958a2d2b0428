package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseTest {
  /** More than two tiles, and no whole number of them. */
  private static final int SIZE = 1300;

  private static final List<String> SLOTS = List.of("a", "b");

  private static NamedTensors counting(Precision precision) {
    Tensor tensor = precision.zeros(SIZE);
    for (int i = 0; i < SIZE; i++) {
      tensor.set(i, i);
    }
    return new NamedTensors(Map.of("layer0/w", tensor));
  }

  @ParameterizedTest
  @EnumSource
  void formulaSeesEveryElementOnceWithItsSlots(Precision precision) {
    NamedTensors parameters = counting(precision);
    NamedTensors gradients = counting(precision);
    OptimizerState state = OptimizerState.zeros(parameters, "a", "b");
    Elementwise.update(
        state,
        parameters,
        gradients,
        SLOTS,
        (w, g, slots, n) -> {
          for (int i = 0; i < n; i++) {
            w[i] = 2 * w[i] + 1;
            slots[0][i] += g[i];
            slots[1][i] -= g[i];
          }
        });
    for (int i = 0; i < SIZE; i++) {
      assertEquals(2 * i + 1, parameters.get("layer0/w").get(i));
      assertEquals(i, state.slot("a").get("layer0/w").get(i));
      assertEquals(-i, state.slot("b").get("layer0/w").get(i));
      assertEquals(i, gradients.get("layer0/w").get(i));
    }
  }

  @Test
  void aWholeNumberOfTilesHasNoEmptyOne() {
    NamedTensors parameters = new NamedTensors(Map.of("w", Precision.FLOAT32.zeros(1024)));
    OptimizerState state = OptimizerState.zeros(parameters, "a", "b");
    List<Integer> sizes = new ArrayList<>();
    Elementwise.update(state, parameters, parameters, SLOTS, (w, g, slots, n) -> sizes.add(n));
    assertFalse(sizes.contains(0), sizes::toString);
    assertEquals(1024, sizes.stream().mapToInt(Integer::intValue).sum());
  }

  /** Shares end in the midst of tensors and of tiles. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    NamedTensors alone = updated(Workers.CALLER);
    try (Engine fused = Engines.fused(threads);
        Engine scalar = Engines.scalar(threads)) {
      for (Workers workers : List.of(fused.workers(), scalar.workers())) {
        NamedTensors found = updated(workers);
        alone.forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), name));
      }
    }
  }

  /** Parameters after two updates of a formula that uses all it is given. */
  private static NamedTensors updated(Workers workers) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Random random = new Random(1);
    for (int size : new int[] {1, 120_011, 0, 513, 90_000, 400_000}) {
      Tensor tensor = Precision.FLOAT32.zeros(size);
      for (int i = 0; i < size; i++) {
        tensor.set(i, random.nextGaussian());
      }
      tensors.put("t" + tensors.size(), tensor);
    }
    NamedTensors parameters = new NamedTensors(tensors);
    NamedTensors gradients = parameters.copy();
    OptimizerState state = OptimizerState.zeros(parameters, "a", "b");
    state.lend(workers);
    for (int update = 0; update < 2; update++) {
      Elementwise.update(
          state,
          parameters,
          gradients,
          SLOTS,
          (w, g, slots, n) -> {
            for (int i = 0; i < n; i++) {
              slots[0][i] = 0.9 * slots[0][i] + g[i];
              slots[1][i] = 0.99 * slots[1][i] + g[i] * g[i];
              w[i] -= 0.01 * slots[0][i] / (Math.sqrt(slots[1][i]) + 1e-8);
            }
          });
    }
    return parameters;
  }

  @Test
  void laterUpdatesWorkInTheSameArrays() {
    NamedTensors parameters = counting(Precision.FLOAT32);
    OptimizerState state = OptimizerState.zeros(parameters, "a", "b");
    List<double[]> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Elementwise.update(state, parameters, parameters, SLOTS, (w, g, slots, n) -> seen.add(w));
    }
    assertSame(seen.get(0), seen.get(seen.size() - 1));
  }
}
