package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Assertions on what layers give: outputs and gradients, near or the same to the bit. */
final class LayerAssertions {
  /** Of a tensor of tiny numbers, this stands for its largest element. */
  private static final double LEAST_SCALE = 1e-6;

  private LayerAssertions() {}

  /**
   * Asserts that a layer in float32 gives the outputs and gradients of the same one in float64.
   *
   * @param tolerance relative to the largest element of a tensor
   */
  static void assertAgree(
      LayerProgram truth, LayerProgram fast, LayerProblem problem, double tolerance) {
    LayerProblem rounded = problem.in(Precision.FLOAT32);
    assertClose("outputs", outputs(truth, problem), outputs(fast, rounded), tolerance);
    Map<String, Tensor> found = LayerProblem.named(rounded.gradients(fast));
    assertEquals(LayerProblem.named(problem.gradients(truth)).keySet(), found.keySet());
    Map<String, String> faults = new Gradients(truth, problem, tolerance).faults(found);
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults.values()));
  }

  /** Outputs with masked steps cleared: what a cell hands up there is not specified. */
  private static Tensor outputs(LayerProgram layer, LayerProblem problem) {
    Tensor outputs = problem.forward(layer).outputs().copy();
    boolean[] mask = problem.mask();
    if (mask != null) {
      for (int i = 0; i < outputs.size(); i++) {
        if (!mask[i / layer.outputSize()]) {
          outputs.set(i, 0);
        }
      }
    }
    return outputs;
  }

  /** Asserts that each element is near, relative to the largest one. */
  static void assertClose(String what, Tensor expected, Tensor found, double tolerance) {
    assertEquals(expected.size(), found.size(), what);
    double scale = Arrays.stream(expected.toDoubles()).map(Math::abs).reduce(0, Math::max);
    assertTrue(scale <= Float.MAX_VALUE, () -> exploded(what, scale));
    for (int i = 0; i < expected.size(); i++) {
      int index = i;
      assertEquals(
          expected.get(i),
          found.get(i),
          tolerance * Math.max(scale, LEAST_SCALE),
          () -> what + " [" + index + "]");
    }
  }

  private static String exploded(String what, double largest) {
    return String.join(
        "\n",
        "The cell leaves the range of float32: " + what + " with parameters drawn at random.",
        "  expected: at most " + Float.MAX_VALUE,
        "  found:    " + largest + " in the float64 reference",
        "  try:      bound what grows from step to step, by tanh, a norm or a smaller factor");
  }

  /**
   * Asserts that two runs of a layer give the same, to the bit: forward, backward (twice), and what
   * is observed.
   */
  static void assertSameBits(
      LayerProgram layer, LayerProblem problem, ForwardPass a, ForwardPass b) {
    assertSameBits("outputs", a.outputs(), b.outputs());
    a.finalStates()
        .forEach((name, state) -> assertSameBits(name, state, b.finalStates().get(name)));
    for (int time = 0; time < 2; time++) {
      assertSameBits(
          a.backward(problem.outputWeights(), problem.finalWeights(), null),
          b.backward(problem.outputWeights(), problem.finalWeights(), null));
    }
    for (String name : layer.observed()) {
      assertSameBits(name, a.observed(name), b.observed(name));
    }
  }

  /** Asserts the same gradients, to the bit. */
  static void assertSameBits(LayerGradients a, LayerGradients b) {
    Map<String, Tensor> expected = LayerProblem.named(a);
    Map<String, Tensor> found = LayerProblem.named(b);
    expected.forEach(
        (name, tensor) -> assertSameBits(name, tensor, Objects.requireNonNull(found.get(name))));
  }

  /** Asserts the same elements, to the bit. */
  static void assertSameBits(String what, Tensor a, Tensor b) {
    for (int i = 0; i < a.size(); i++) {
      assertEquals(a.get(i), b.get(i), 0.0, what + " [" + i + "]");
    }
  }
}
