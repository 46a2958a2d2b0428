package dev.carousel.testkit;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** Random tensors from a seed, shaped as a small network of two layers and a read-out; masks. */
final class Samples {
  private Samples() {}

  /**
   * Numbers in {@code [-scale, scale)} that single precision holds exactly. One tensor is longer
   * than any block of elements that an optimizer may work through at a time.
   */
  static NamedTensors network(Precision precision, long seed, double scale) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("layer0/i.Wx", precision.zeros(3, 5));
    tensors.put("layer0/i.b", precision.zeros(1));
    tensors.put("layer1/i.Wh", precision.zeros(37, 29));
    tensors.put("readout/W", precision.zeros(2, 3));
    SplittableRandom random = new SplittableRandom(seed);
    tensors.values().forEach(tensor -> fill(tensor, random, scale));
    return new NamedTensors(tensors);
  }

  /** The mask {@code [steps, rows]} of rows that have steps up to their length. */
  static boolean[] mask(int steps, int rows, IntUnaryOperator length) {
    boolean[] mask = new boolean[steps * rows];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i / rows < length.applyAsInt(i % rows);
    }
    return mask;
  }

  private static void fill(Tensor tensor, SplittableRandom random, double scale) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, (float) (scale * (2 * random.nextDouble() - 1)));
    }
  }
}
