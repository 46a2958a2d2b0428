package dev.carousel.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The norm over all elements: right, and the same bits whoever computes it. */
class SumOfSquaresTest {
  private static final int[] SIZES = {1, 0, 15, 4095, 4096, 4097, 200_000, 3};

  private static NamedTensors random(Precision precision) {
    Random random = new Random(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int size : SIZES) {
      Tensor tensor = precision.zeros(size);
      for (int i = 0; i < size; i++) {
        tensor.set(i, random.nextGaussian());
      }
      tensors.put("t" + tensors.size(), tensor);
    }
    return new NamedTensors(tensors);
  }

  @ParameterizedTest
  @EnumSource
  void everyElementCountsOnce(Precision precision) {
    NamedTensors tensors = random(precision);
    double sum = 0;
    for (Tensor tensor : tensors.asMap().values()) {
      double own = 0;
      for (double value : tensor.toDoubles()) {
        own += value * value;
      }
      assertEquals(own, tensor.sumOfSquares(), 1e-12 * own);
      sum += own;
    }
    assertEquals(Math.sqrt(sum), tensors.norm(), 1e-12 * Math.sqrt(sum));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    try (Engine fused = Engines.fused(threads);
        Engine scalar = Engines.scalar(threads)) {
      for (Precision precision : Precision.values()) {
        NamedTensors tensors = random(precision);
        assertEquals(tensors.norm(), tensors.norm(fused.workers()));
        assertEquals(tensors.norm(), tensors.norm(scalar.workers()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsSeen(double value) {
    NamedTensors tensors = random(Precision.FLOAT32);
    tensors.get("t6").set(199_999, value);
    assertTrue(!Double.isFinite(tensors.norm()));
  }
}
