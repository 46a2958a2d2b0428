package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.ClassSums;
import dev.carousel.engine.Engine;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Softmax and cross-entropy on each engine, against the plain formula in double: {@code loss = -ln
 * p_target}, {@code p_k = e^z_k / sum e^z_j}, with gradient {@code weight (p_k - [k = target])}.
 */
class CrossEntropyTest {
  private static final double WEIGHT = 0.375;

  /** An engine, how exact it is, and the size of a problem. */
  record Case(boolean isReference, boolean isScalar, int rows, int classes, double spread) {
    Engine engine() {
      return isReference ? Engines.reference() : isScalar ? Engines.scalar(2) : Engines.fused(2);
    }

    double within() {
      return isReference ? 1e-13 : 1e-6;
    }
  }

  static Stream<Case> cases() {
    int[][] sizes = {{1, 1}, {1, 2}, {3, 5}, {70, 31}, {5, 33}, {130, 7}};
    return Stream.of(sizes)
        .flatMap(
            size ->
                Stream.of(1.0, 8.0)
                    .flatMap(
                        spread ->
                            Stream.of(
                                new Case(true, false, size[0], size[1], spread),
                                new Case(false, true, size[0], size[1], spread),
                                new Case(false, false, size[0], size[1], spread))));
  }

  /** Every fourth row is left out. */
  @ParameterizedTest
  @MethodSource("cases")
  void lossAndGradientAreTheFormulas(Case c) {
    Random random = new Random(3);
    try (Engine engine = c.engine()) {
      Tensor logits = engine.precision().zeros(c.rows(), c.classes());
      for (int i = 0; i < logits.size(); i++) {
        logits.set(i, c.spread() * random.nextGaussian());
      }
      int[] targets = new int[c.rows()];
      for (int row = 0; row < targets.length; row++) {
        targets[row] = row % 4 == 2 ? -1 : random.nextInt(c.classes());
      }
      double[] z = logits.toDoubles();
      ClassSums found = engine.softmaxCrossEntropy(logits, targets, WEIGHT);
      double expected = 0;
      int correct = 0;
      for (int row = 0; row < targets.length; row++) {
        expected += checkRow(c, z, row, targets[row], logits);
        correct += largest(c, z, row) == targets[row] ? 1 : 0;
      }
      assertEquals(correct, found.correct());
      assertEquals(expected, found.loss(), c.within() * Math.max(1, expected));
    }
  }

  /** The loss of the row. */
  private static double checkRow(Case c, double[] z, int row, int target, Tensor gradients) {
    int from = row * c.classes();
    double sum = 0;
    for (int k = 0; k < c.classes(); k++) {
      sum += Math.exp(z[from + k]);
    }
    for (int k = 0; k < c.classes(); k++) {
      double probability = Math.exp(z[from + k]) / sum;
      double gradient = target < 0 ? 0 : WEIGHT * (probability - (k == target ? 1 : 0));
      assertEquals(gradient, gradients.get(from + k), c.within(), row + ", " + k);
    }
    return target < 0 ? 0 : -Math.log(Math.exp(z[from + target]) / sum);
  }

  private static int largest(Case c, double[] z, int row) {
    double[] own = Arrays.copyOfRange(z, row * c.classes(), (row + 1) * c.classes());
    double largest = Arrays.stream(own).max().orElseThrow();
    return IntStream.range(0, own.length).filter(k -> own[k] == largest).findFirst().orElseThrow();
  }

  /** Of two equal logits the first is taken as the prediction. */
  @ParameterizedTest
  @MethodSource("cases")
  void ofEqualLogitsTheFirstCounts(Case c) {
    try (Engine engine = c.engine()) {
      Tensor logits = engine.precision().zeros(2, 3);
      for (int k = 1; k < 3; k++) {
        logits.set(k, 1);
        logits.set(3 + k, 1);
      }
      assertEquals(2, engine.softmaxCrossEntropy(logits, new int[] {1, 1}, 1).correct());
    }
  }

  /** {@code e^1000} is no number: the largest logit is taken away first. */
  @ParameterizedTest
  @MethodSource("cases")
  void largeLogitsDoNotOverflow(Case c) {
    try (Engine engine = c.engine()) {
      for (double shift : new double[] {1000, -1000}) {
        Tensor logits = engine.precision().zeros(1, 2);
        logits.set(0, shift);
        logits.set(1, shift + 2);
        double loss = engine.softmaxCrossEntropy(logits, new int[] {0}, 1).loss();
        double second = 1 / (1 + Math.exp(-2));
        assertEquals(-Math.log(1 - second), loss, c.within());
        assertEquals(-second, logits.get(0), c.within());
        assertEquals(second, logits.get(1), c.within());
      }
    }
  }
}
