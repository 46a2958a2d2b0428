package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.carousel.data.Dataset;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.refusal.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
  private static Dataset labelled(int... ids) {
    return Sequences.of(new float[ids.length][2][1]).labelled(ids, 4).split(0);
  }

  /** n / (K n_k) with n = 6 and K = 3; class 3 does not occur. */
  @Test
  void balancedWeightsAreInverseToFrequencies() {
    double[] weights = ClassWeights.balanced(labelled(0, 0, 0, 1, 2, 2));
    assertArrayEquals(new double[] {6 / 9.0, 6 / 3.0, 6 / 6.0, 1}, weights, 1e-15);
  }

  @Test
  void namedWeightsLeaveTheOthersAtOne() {
    double[] weights = ClassWeights.named(labelled(0, 1, 2, 3), Map.of("2", 5.0, "0", 0.5));
    assertArrayEquals(new double[] {0.5, 1, 5, 1}, weights);
  }

  @Test
  void refusesAClassThatIsNotThereAndNumbers() {
    Refusal.of(
        () -> ClassWeights.named(labelled(0, 1), Map.of("7", 1.0)),
        "A weight is given for a class that does not exist.",
        "'7'");
    Dataset numbers = Sequences.of(new float[2][2][1]).targets(new float[][] {{1}, {2}}).split(0);
    Refusal.of(() -> ClassWeights.balanced(numbers), "Weights are of classes");
  }
}
