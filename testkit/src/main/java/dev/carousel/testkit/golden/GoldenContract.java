package dev.carousel.testkit.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.internal.MadeFirst;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Compares a cell with the golden values of a reference implementation, on both engines: outputs,
 * final states, loss, and the gradients of the input, the initial states and every parameter.
 *
 * <pre>{@code
 * class LstmGoldenTest extends GoldenContract {
 *   @Override protected Golden golden() {
 *     return Golden.load(LstmGoldenTest.class, "/golden/lstm.json");
 *   }
 *   @Override protected Cell cell() {
 *     return new LstmCell(..);
 *   }
 * }
 * }</pre>
 *
 * <p>In a file with {@code lengths}, the steps past a row's end are masked; outputs there are not
 * compared, but gradients are.
 */
public abstract class GoldenContract {
  /** The tolerance in float64, relative to the golden element. */
  public static final double FLOAT64_TOLERANCE = 1e-10;

  /** The tolerance in float32, relative to the largest golden element. */
  public static final double FLOAT32_TOLERANCE = 1e-5;

  @RegisterExtension
  final MadeFirst made = new MadeFirst(GoldenContract.class, "cell", this::compileOnReference);

  /** The golden values. */
  protected abstract Golden golden();

  /** The cell that must reproduce them; a new one at each call. */
  protected abstract Cell cell();

  @Test
  final void theFileHoldsTheCellsParametersAndNoOther() {
    try (Engine engine = Engines.reference()) {
      Set<String> declared =
          compile(engine).parameters().stream()
              .map(ParameterSpec::name)
              .collect(Collectors.toSet());
      assertEquals(declared, golden().names("parameters"));
      assertEquals(declared, golden().names("gradients/parameters"));
    }
  }

  @Test
  final void referenceEngineEqualsGoldenValues() {
    try (Engine engine = Engines.reference()) {
      compare(engine, (expected, largest) -> FLOAT64_TOLERANCE * Math.abs(expected));
    }
  }

  @Test
  final void fusedEngineEqualsGoldenValues() {
    try (Engine engine = Engines.fused(2)) {
      compare(engine, (expected, largest) -> FLOAT32_TOLERANCE * largest);
    }
  }

  /** The tolerance of an element. */
  @FunctionalInterface
  private interface Tolerance {
    double of(double expected, double largest);
  }

  private void compileOnReference() {
    try (Engine engine = Engines.reference()) {
      compile(engine);
    }
  }

  private LayerProgram compile(Engine engine) {
    return engine.compile("golden", cell(), golden().size("I"), golden().size("H"));
  }

  private void compare(Engine engine, Tolerance tolerance) {
    Golden golden = golden();
    LayerProblem problem = problem(golden).in(engine.precision());
    LayerProgram layer = compile(engine);
    ForwardPass pass = problem.forward(layer);
    Map<String, Tensor> found = new LinkedHashMap<>();
    found.put("outputs", clearMasked(pass.outputs().copy(), problem.mask()));
    pass.finalStates().forEach((name, state) -> found.put("final/" + name, state));
    LayerProblem.named(problem.gradients(layer))
        .forEach((name, gradient) -> found.put(gradientPath(name), gradient));
    assertEquals(pathsOf(golden), found.keySet());
    found.forEach((path, tensor) -> assertClose(path, golden.tensor(path), tensor, tolerance));
    double loss = golden.number("loss");
    assertEquals(loss, problem.loss(layer), tolerance.of(loss, Math.abs(loss)), "loss");
  }

  private static LayerProblem problem(Golden golden) {
    return new LayerProblem(
        golden.tensors("parameters"),
        golden.tensor("input"),
        golden.tensors("initial"),
        golden.tensor("lossWeights/outputs"),
        golden.tensors("lossWeights/final"),
        mask(golden),
        false);
  }

  /** {@code [T, B]}: row b has a step at each t below its length. */
  private static boolean @Nullable [] mask(Golden golden) {
    if (!golden.has("lengths")) {
      return null;
    }
    Tensor lengths = golden.tensor("lengths");
    int rows = golden.size("B");
    boolean[] mask = new boolean[golden.size("T") * rows];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i / rows < lengths.get(i % rows);
    }
    return mask;
  }

  private static Tensor clearMasked(Tensor outputs, boolean @Nullable [] mask) {
    if (mask != null) {
      int size = outputs.extent(2);
      for (int i = 0; i < outputs.size(); i++) {
        if (!mask[i / size]) {
          outputs.set(i, 0);
        }
      }
    }
    return outputs;
  }

  /** The path in a file for a name of {@link LayerProblem#named}. */
  private static String gradientPath(String name) {
    return "gradients/"
        + name.replace("initial state ", "initial/").replace("parameter ", "parameters/");
  }

  private static Set<String> pathsOf(Golden golden) {
    Map<String, Tensor> paths = new LinkedHashMap<>();
    paths.put("outputs", golden.tensor("outputs"));
    putAll(paths, "final/", golden.tensors("final"));
    putAll(paths, "gradients/parameters/", golden.tensors("gradients/parameters"));
    paths.put("gradients/input", golden.tensor("gradients/input"));
    putAll(paths, "gradients/initial/", golden.tensors("gradients/initial"));
    return paths.keySet();
  }

  private static void putAll(Map<String, Tensor> paths, String under, NamedTensors tensors) {
    tensors.forEach((name, tensor) -> paths.put(under + name, tensor));
  }

  private static void assertClose(String path, Tensor expected, Tensor found, Tolerance tolerance) {
    assertEquals(Arrays.toString(expected.shape()), Arrays.toString(found.shape()), path);
    double largest = Arrays.stream(expected.toDoubles()).map(Math::abs).max().orElse(0);
    assertTrue(largest > 0, () -> path + " is 0 everywhere and shows nothing");
    for (int i = 0; i < expected.size(); i++) {
      int index = i;
      double allowed = tolerance.of(expected.get(i), largest);
      assertEquals(expected.get(i), found.get(i), allowed, () -> path + " [" + index + "]");
    }
  }
}
