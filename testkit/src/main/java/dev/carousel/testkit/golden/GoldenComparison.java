package dev.carousel.testkit.golden;

import static java.util.stream.Collectors.toSet;

import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a cell on the input of a golden file, and compares what it computes: outputs, final states,
 * loss, and the gradients of the input, the initial states and every parameter.
 *
 * <p>In a file with {@code lengths}, the steps past a row's end are masked; outputs there are not
 * compared, but gradients are. Stateless.
 */
public final class GoldenComparison {
  private GoldenComparison() {}

  /**
   * The largest difference of all elements. It is relative to the golden element in float64, and to
   * the largest golden element of the tensor in float32.
   *
   * @throws CarouselException if the cell has other states, parameters or shapes than the file, or
   *     if a golden tensor is 0 everywhere, which shows nothing
   */
  public static GoldenDifference worst(Engine engine, Golden golden, Cell cell) {
    LayerProgram layer = compile(engine, golden, cell);
    requireNames(layer, golden);
    LayerProblem problem = problem(golden).in(engine.precision());
    double loss = golden.number("loss");
    GoldenDifference worst = GoldenDifference.of("loss", loss, problem.loss(layer), Math.abs(loss));
    boolean byElement = engine.precision() == Precision.FLOAT64;
    for (Map.Entry<String, Tensor> tensor : found(layer, problem).entrySet()) {
      String path = tensor.getKey();
      GoldenDifference of = of(path, golden.tensor(path), tensor.getValue(), byElement);
      worst = GoldenDifference.worse(worst, of);
    }
    return worst;
  }

  /** Refuses a cell with other states or parameters than the file has. */
  static void requireNames(LayerProgram layer, Golden golden) {
    Set<String> states = layer.states().stream().map(StateSpec::name).collect(toSet());
    for (String group : List.of("initial", "final", "lossWeights/final", "gradients/initial")) {
      requireNames(group, states, golden);
    }
    Set<String> parameters = layer.parameters().stream().map(ParameterSpec::name).collect(toSet());
    for (String group : List.of("parameters", "gradients/parameters")) {
      requireNames(group, parameters, golden);
    }
  }

  private static void requireNames(String group, Set<String> ofCell, Golden golden) {
    if (!golden.names(group).equals(ofCell)) {
      throw other(
          "the names of " + group, new TreeSet<>(golden.names(group)), new TreeSet<>(ofCell));
    }
  }

  static LayerProgram compile(Engine engine, Golden golden, Cell cell) {
    return engine.compile("golden", cell, golden.size("I"), golden.size("H"));
  }

  private static GoldenDifference of(
      String path, Tensor expected, Tensor found, boolean byElement) {
    if (!Arrays.equals(expected.shape(), found.shape())) {
      throw other(
          "shape of " + path, Arrays.toString(expected.shape()), Arrays.toString(found.shape()));
    }
    double largest = Arrays.stream(expected.toDoubles()).map(Math::abs).max().orElse(0);
    if (largest == 0) {
      throw other(path, "golden values that are not all 0", "0 everywhere, which shows nothing");
    }
    GoldenDifference worst = new GoldenDifference(path, 0, 0, 0);
    for (int i = 0; i < expected.size(); i++) {
      double golden = expected.get(i);
      double scale = byElement ? Math.abs(golden) : largest;
      String place = path + " [" + i + "]";
      worst =
          GoldenDifference.worse(worst, GoldenDifference.of(place, golden, found.get(i), scale));
    }
    return worst;
  }

  private static CarouselException other(String what, Object expected, Object found) {
    return CarouselException.failure("The cell and the golden file do not fit: " + what + ".")
        .expected(expected)
        .found(found)
        .build();
  }

  private static Map<String, Tensor> found(LayerProgram layer, LayerProblem problem) {
    ForwardPass pass = problem.forward(layer);
    Map<String, Tensor> found = new LinkedHashMap<>();
    found.put("outputs", clearMasked(pass.outputs().copy(), problem.mask()));
    pass.finalStates().forEach((name, state) -> found.put("final/" + name, state));
    LayerProblem.named(problem.gradients(layer))
        .forEach((name, gradient) -> found.put(gradientPath(name), gradient));
    return found;
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
}
