package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Functions;
import dev.carousel.fixture.Allocation;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.internal.kernel.Kernels;
import dev.carousel.internal.kernel.ScalarKernels;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heads of many outputs: the truth of the reference engine, and one set of bits. */
class WideLayerTest {
  private static final Cell MAP = s -> s.output(s.affine("y", s.input()));
  private static final Cell WITHOUT_BIAS =
      s -> s.output(s.affine("y", s.input(), Functions.noBias()));

  /** Parts, pieces and panels that are not full; one row, and as many as fill pieces. */
  @ParameterizedTest
  @CsvSource({"5,2048,1,1", "37,2049,50,3", "32,3100,64,2", "1,2500,129,1", "70,4097,16,8"})
  void itAgreesWithTheReferenceEngine(int inputs, int outputs, int steps, int rows) {
    for (Cell cell : List.of(MAP, WITHOUT_BIAS)) {
      try (Engine truth = Engines.reference();
          Engine fused = Engines.fused(2)) {
        LayerProgram exact = truth.compile("head", cell, inputs, outputs);
        LayerProblem problem = LayerProblem.random(exact, inputs, steps, rows, 5);
        LayerProgram wide = fused.compile("head", cell, inputs, outputs);
        List<double[]> expected = run(exact.bind(problem.parameters()), problem, false);
        LayerProblem rounded = problem.in(Precision.FLOAT32);
        List<double[]> found = run(wide.bind(rounded.parameters()), rounded, false);
        for (int i = 0; i < expected.size(); i++) {
          double largest = Arrays.stream(expected.get(i)).map(Math::abs).max().orElse(0);
          assertArrayEquals(expected.get(i), found.get(i), 2e-5 * largest, "tensor " + i);
        }
      }
    }
  }

  @Test
  void bitsAreTheSameForAnyNumberOfThreadsAndKindOfKernels() {
    List<double[]> expected = bits(KernelProvider.best(), 1);
    for (int threads : new int[] {2, 3, 7, 16}) {
      assertSame(expected, bits(KernelProvider.best(), threads));
    }
    assertSame(expected, bits(new ScalarKernels(), 2));
  }

  private static List<double[]> bits(Kernels kernels, int threads) {
    try (FusedEngine engine = new FusedEngine(kernels, new EngineSettings(threads, 0))) {
      LayerProblem problem = problem(engine);
      return run(layer(engine, problem), problem, false);
    }
  }

  private static LayerProblem problem(FusedEngine engine) {
    LayerProgram program = engine.compile("head", MAP, 37, 2600);
    return LayerProblem.random(program, 37, 50, 3, 5).in(Precision.FLOAT32);
  }

  private static BoundLayer layer(FusedEngine engine, LayerProblem problem) {
    return engine.compile("head", MAP, 37, 2600).bind(problem.parameters());
  }

  private static FusedEngine engine() {
    return new FusedEngine(KernelProvider.best(), new EngineSettings(2, 0));
  }

  /** Outputs alone take the same way for masked sequences, whose gradients take another. */
  @Test
  void whatIsMaskedHasNoGradientAndOtherOutputsTheSameBits() {
    try (FusedEngine engine = engine()) {
      LayerProblem problem = problem(engine);
      boolean[] mask = new boolean[150];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = i % 11 != 0;
      }
      BoundLayer layer = layer(engine, problem);
      List<double[]> all = run(layer, problem, false);
      List<double[]> masked = run(layer, problem.with(mask, false), false);
      for (int row = 0; row < mask.length; row++) {
        if (mask[row]) {
          assertArrayEquals(rowOf(all.get(0), row, 2600), rowOf(masked.get(0), row, 2600));
          assertArrayEquals(rowOf(all.get(1), row, 37), rowOf(masked.get(1), row, 37));
        } else {
          assertArrayEquals(new double[37], rowOf(masked.get(1), row, 37));
        }
      }
    }
  }

  private static double[] rowOf(double[] all, int row, int size) {
    return Arrays.copyOfRange(all, row * size, (row + 1) * size);
  }

  @Test
  void trainingFindsTheSameGradientsButThatOfTheInput() {
    try (FusedEngine engine = engine()) {
      LayerProblem problem = problem(engine);
      BoundLayer layer = layer(engine, problem);
      List<double[]> whole = run(layer, problem, false);
      List<double[]> training = run(layer, problem, true);
      whole.remove(1);
      assertSame(whole, training);
    }
  }

  @Test
  void changedParametersCountAfterRefreshAlone() {
    try (FusedEngine engine = engine()) {
      LayerProblem problem = problem(engine);
      BoundLayer layer = layer(engine, problem);
      List<double[]> before = run(layer, problem, false);
      problem.parameters().forEach((name, tensor) -> tensor.scale(0.5));
      assertArrayEquals(before.get(0), outputs(layer, problem));
      layer.refresh();
      assertSame(run(layer(engine, problem), problem, false), run(layer, problem, false));
    }
  }

  private static double[] outputs(BoundLayer layer, LayerProblem problem) {
    ForwardPass pass = layer.infer(problem.layerInput(), problem.context());
    double[] outputs = pass.outputs().toDoubles().clone();
    pass.release();
    return outputs;
  }

  @Test
  void noGradientAboveIsZeroBelow() {
    try (FusedEngine engine = engine()) {
      LayerProblem problem = problem(engine);
      ForwardPass pass = layer(engine, problem).forward(problem.layerInput(), problem.context());
      pass.backward(problem.outputWeights(), null, null);
      LayerGradients found = pass.backward(null, null, null);
      found
          .parameters()
          .forEach((name, t) -> assertArrayEquals(new double[t.size()], t.toDoubles(), name));
      assertArrayEquals(new double[150 * 37], Objects.requireNonNull(found.input()).toDoubles());
      pass.release();
      assertThrows(IllegalStateException.class, pass::outputs);
      assertThrows(IllegalStateException.class, pass::release);
    }
  }

  @Test
  void aTrainingStepMakesNoObject() {
    try (FusedEngine engine = engine()) {
      LayerProblem problem = problem(engine);
      BoundLayer layer = layer(engine, problem);
      Inputs input = problem.layerInput();
      var context = problem.context();
      Runnable fiveSteps =
          () -> {
            for (int step = 0; step < 5; step++) {
              layer.refresh();
              ForwardPass pass = layer.forward(input, context);
              pass.backward(problem.outputWeights(), null, null);
              pass.release();
            }
          };
      assertEquals(0, Allocation.least(0, fiveSteps, engine.threadIds()));
    }
  }

  private static List<double[]> run(BoundLayer layer, LayerProblem problem, boolean trains) {
    Inputs input = problem.layerInput();
    ForwardPass pass =
        trains
            ? layer.forwardToTrain(input, problem.context())
            : layer.forward(input, problem.context());
    List<double[]> all = new ArrayList<>();
    all.add(pass.outputs().toDoubles().clone());
    LayerGradients found = pass.backward(problem.outputWeights(), null, null);
    if (trains) {
      assertNull(found.input());
    } else {
      all.add(Objects.requireNonNull(found.input()).toDoubles().clone());
    }
    found.parameters().forEach((name, tensor) -> all.add(tensor.toDoubles().clone()));
    pass.release();
    return all;
  }

  private static void assertSame(List<double[]> expected, List<double[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i), 0, "tensor " + i);
    }
  }
}
