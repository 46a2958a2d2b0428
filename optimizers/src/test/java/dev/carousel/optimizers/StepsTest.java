package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the papers say of the steps, without their formulas. */
class StepsTest {
  private static final String W = "layer0/i.Wh";

  private static NamedTensors of(Tensor tensor) {
    return new NamedTensors(Map.of(W, tensor));
  }

  private static Tensor random(long seed, int... shape) {
    Tensor tensor = Precision.FLOAT64.zeros(shape);
    Random random = new Random(seed);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, random.nextGaussian());
    }
    return tensor;
  }

  private static RealMatrix matrix(Tensor tensor) {
    RealMatrix matrix = new Array2DRowRealMatrix(tensor.extent(0), tensor.extent(1));
    for (int i = 0; i < tensor.size(); i++) {
      matrix.setEntry(i / tensor.extent(1), i % tensor.extent(1), tensor.get(i));
    }
    return matrix;
  }

  /** The change of parameters of zero in some updates with the same gradients. */
  private static Tensor change(String text, int updates, Tensor gradient) {
    NamedTensors parameters = of(gradient.like());
    Optimizer optimizer = Plugins.optimizer(text);
    OptimizerState state = optimizer.init(parameters);
    for (int i = 0; i < updates; i++) {
      optimizer.update(state, parameters, of(gradient), 1);
    }
    return parameters.get(W);
  }

  /** Of every shape, also where a gradient is nearly of a lower rank. */
  @ParameterizedTest
  @CsvSource({"12, 12, 1", "30, 8, 1", "8, 30, 1", "20, 20, 0.05", "67, 33, 0.1"})
  void everySingularValueOfAStepOfMuonIsNearOne(int rows, int columns, double flattened) {
    Tensor gradient = random(1, rows, columns);
    for (int i = 0; i < columns; i++) {
      gradient.set(i, gradient.get(i) / flattened); // one row above the others
    }
    double scale = Math.sqrt(Math.max(1, (double) rows / columns));
    Tensor step = change("muon:lr=1", 1, gradient);
    SingularValueDecomposition of = new SingularValueDecomposition(matrix(gradient));
    double[] before = of.getSingularValues();
    double[] after = new SingularValueDecomposition(matrix(step)).getSingularValues();
    double norm = Math.sqrt(gradient.sumOfSquares());
    for (int i = 0; i < after.length; i++) {
      assertTrue(after[i] < 1.21 * scale, "singular value " + after[i]);
      assertTrue(before[i] / norm < 0.002 || after[i] > 0.68 * scale, "singular value " + after[i]);
    }
  }

  /** The step's singular vectors are the gradient's: U' S V is diagonal and below zero. */
  @Test
  void aStepOfMuonHasTheSingularVectorsOfTheGradient() {
    Tensor gradient = random(2, 9, 14);
    SingularValueDecomposition of = new SingularValueDecomposition(matrix(gradient));
    RealMatrix seen =
        of.getUT().multiply(matrix(change("muon:lr=1", 1, gradient))).multiply(of.getV());
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        assertEquals(i == j ? -1 : 0, seen.getEntry(i, j), i == j ? 0.35 : 1e-12);
      }
    }
  }

  /** A gradient of a thousand times the size makes the same step. */
  @Test
  void aStepOfMuonDoesNotDependOnTheSizeOfTheGradient() {
    Tensor gradient = random(3, 5, 7);
    Tensor large = gradient.copy();
    large.scale(1000);
    Tensor one = change("muon", 1, gradient);
    Tensor other = change("muon", 1, large);
    for (int i = 0; i < one.size(); i++) {
      assertEquals(one.get(i), other.get(i), 1e-15);
    }
  }

  @Test
  void muonKeepsItsMomentumForMatricesAndTwoMeansForTheRest() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("embedding/W", random(1, 3, 2));
    tensors.put(W, random(1, 4, 4));
    tensors.put("layer0/i.b", random(1, 4));
    tensors.put("head/W", random(1, 2, 4));
    NamedTensors parameters = new NamedTensors(tensors);
    Set<String> rest = Set.of("embedding/W", "layer0/i.b", "head/W");
    OptimizerState some = Plugins.optimizer("muon").init(parameters);
    assertEquals(Set.of(W), some.slot("momentum").names());
    assertEquals(rest, some.slot("mean").names());
    assertEquals(rest, some.slot("square").names());
    OptimizerState all = Plugins.optimizer("muon:all=true").init(parameters);
    assertEquals(Set.of("embedding/W", W, "head/W"), all.slot("momentum").names());
    assertEquals(Set.of("layer0/i.b"), all.slot("mean").names());
  }

  /** Every element moves by lr at every update, or not at all where there never was a gradient. */
  @Test
  void everyElementMovesByTheStepSizeOfLion() {
    Tensor gradient = random(4, 6, 5);
    gradient.set(7, 0);
    Tensor moved = change("lion:lr=0.25", 3, gradient);
    for (int i = 0; i < moved.size(); i++) {
      assertEquals(-0.75 * Math.signum(gradient.get(i)), moved.get(i), 0.0);
    }
  }

  /** The mean of all points z so far, equally weighted: gamma is constant with beta2 = 0. */
  @Test
  void scheduleFreeEvaluatesTheMeanOfItsPastAndTrainsInBetween() {
    Optimizer optimizer = Plugins.optimizer("schedule-free:lr=0.1,beta1=0.75,beta2=0");
    NamedTensors parameters = of(random(5, 1));
    OptimizerState state = optimizer.init(parameters);
    double sum = 0;
    for (int t = 1; t <= 20; t++) {
      optimizer.update(state, parameters, of(random(5 + t, 1)), 1);
      double z = state.slot("point").get(W).get(0);
      sum += z;
      double x = optimizer.evaluated(state, parameters).get(W).get(0);
      assertEquals(sum / t, x, 1e-14, "average of " + t);
      assertEquals(0.25 * z + 0.75 * x, parameters.get(W).get(0), 1e-14, "trained");
    }
    assertNotEquals(parameters.get(W).get(0), optimizer.evaluated(state, parameters).get(W).get(0));
  }

  /** With all of y at z there is nothing but Adam without a first moment. */
  @Test
  void scheduleFreeWithoutInterpolationIsAdamWithoutAMean() {
    Tensor gradient = random(6, 5);
    Tensor free = change("schedule-free:lr=0.01,beta1=0", 6, gradient);
    Tensor adam = change("adam:lr=0.01,beta1=0", 6, gradient);
    for (int i = 0; i < free.size(); i++) {
      assertEquals(adam.get(i), free.get(i), 1e-6 * Math.abs(adam.get(i))); // eps is elsewhere
    }
  }

  /** A spike enters the means as sqrt(threshold) root mean squares at most. */
  @Test
  void aSpikeDoesNotEnterTheMeansOfSpam() {
    Optimizer optimizer = Plugins.optimizer("spam:threshold=4,grace=0,beta1=0.9,beta2=0.9");
    NamedTensors parameters = of(random(7, 1));
    OptimizerState state = optimizer.init(parameters);
    Tensor one = Precision.FLOAT64.zeros(1);
    one.fill(1);
    for (int i = 0; i < 200; i++) {
      optimizer.update(state, parameters, of(one), 1);
    }
    Tensor spike = Precision.FLOAT64.zeros(1);
    spike.fill(-1e6);
    optimizer.update(state, parameters, of(spike), 1);
    assertEquals(0.9 - 0.1 * 2, state.slot("mean").get(W).get(0), 1e-8);
    assertEquals(0.9 + 0.1 * 4, state.slot("square").get(W).get(0), 1e-8);
  }

  /** By the rule as published it would be clipped to 0, and so for ever. */
  @Test
  void anElementThatHadNoGradientBeforeIsNotClippedBySpam() {
    Optimizer optimizer = Plugins.optimizer("spam:grace=0");
    NamedTensors parameters = of(Precision.FLOAT64.zeros(1));
    OptimizerState state = optimizer.init(parameters);
    for (int i = 0; i < 30; i++) {
      optimizer.update(state, parameters, of(Precision.FLOAT64.zeros(1)), 1);
    }
    optimizer.update(state, parameters, of(random(8, 1)), 1);
    assertNotEquals(0, parameters.get(W).get(0));
  }

  @Test
  void spamForgetsItsMeansAndStartsSmallAfterwards() {
    Tensor gradient = random(9, 1);
    Optimizer optimizer = Plugins.optimizer("spam:reset=10,grace=0,warmup=3,beta1=0");
    NamedTensors parameters = of(Precision.FLOAT64.zeros(1));
    OptimizerState state = optimizer.init(parameters);
    for (int t = 1; t <= 10; t++) {
      optimizer.update(state, parameters, of(gradient), 1);
    }
    double square = gradient.get(0) * gradient.get(0);
    assertEquals(0.001 * square, state.slot("square").get(W).get(0), 1e-12);
  }

  /** Its warm-up: the first five updates have no divisor, and the factor then rises to 1. */
  @Test
  void theFactorOfRAdamRisesToOne() {
    for (int t = 1; t <= 5; t++) {
      assertTrue(Double.isNaN(RAdamOptimizer.rectification(t, 0.999)), "update " + t);
    }
    double before = 0;
    for (int t = 6; t < 20_000; t++) {
      double factor = RAdamOptimizer.rectification(t, 0.999);
      assertTrue(factor > before && factor < 1, "update " + t + ": " + factor);
      before = factor;
    }
    assertEquals(1, before, 1e-3);
  }

  /** The two shares of the look-ahead add up to 1 once both are at beta1. */
  @Test
  void nadamStepsByTheStepSizeAlongAConstantGradient() {
    Tensor gradient = random(10, 4);
    String text = "nadam:lr=0.01,momentum-decay=1";
    Tensor before = change(text, 600, gradient);
    Tensor after = change(text, 601, gradient);
    for (int i = 0; i < after.size(); i++) {
      double step = -0.01 * Math.signum(gradient.get(i));
      assertEquals(step, after.get(i) - before.get(i), 1e-8);
    }
  }

  @Test
  void nadamWithoutMomentumIsAdamWithoutMomentum() {
    Tensor gradient = random(11, 4);
    Tensor nadam = change("nadam:lr=0.01,beta1=0", 5, gradient);
    Tensor adam = change("adam:lr=0.01,beta1=0", 5, gradient);
    for (int i = 0; i < nadam.size(); i++) {
      assertEquals(adam.get(i), nadam.get(i), 1e-15);
    }
  }
}
