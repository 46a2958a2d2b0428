package dev.carousel.internal.engine.fused;

import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Symbols that are looked up do what vectors with a single one do: more symbols than one thread
 * lays out in a table, and than one thread sums up the gradients of.
 */
class LookedUpSymbolsTest {
  private static final int SYMBOLS = 1100;
  private static final int UNITS = 40;
  private static final int STEPS = 3;

  /** Of several shards. */
  private static final int ROWS = 70;

  private static final Cell ELMAN = s -> s.next("h", tanh(s.affine("h", s.input(), s.state("h"))));

  private final Engine engine = Engines.fused(3);
  private final LayerProgram program = engine.compile("layer", ELMAN, SYMBOLS, UNITS);
  private final LayerProblem problem =
      LayerProblem.random(program, SYMBOLS, STEPS, ROWS, 5).in(Precision.FLOAT32);

  @AfterEach
  void close() {
    engine.close();
  }

  private static Inputs.Symbols symbols(long seed) {
    return new Inputs.Symbols(
        STEPS, ROWS, SYMBOLS, new Random(seed).ints(STEPS * ROWS, 0, SYMBOLS).toArray());
  }

  private static Inputs.Values vectors(Inputs.Symbols symbols) {
    FloatTensor ones = new FloatTensor(STEPS, ROWS, SYMBOLS);
    for (int place = 0; place < symbols.ids().length; place++) {
      ones.set(place * SYMBOLS + symbols.ids()[place], 1);
    }
    return new Inputs.Values(ones);
  }

  /** Outputs, and the gradients of the parameters. */
  private Map<String, double[]> found(BoundLayer layer, Inputs input) {
    ForwardPass pass = layer.forwardToTrain(input, problem.context());
    double[] outputs = pass.outputs().toDoubles();
    NamedTensors gradients = pass.backward(problem.outputWeights(), null, null).parameters();
    Map<String, double[]> found = new TreeMap<>();
    gradients.forEach((name, tensor) -> found.put(name, tensor.toDoubles()));
    found.put("outputs", outputs);
    pass.release();
    return found;
  }

  /** Equal numbers; a zero may have another sign. */
  private static void assertSame(Map<String, double[]> expected, Map<String, double[]> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach(
        (name, values) -> {
          double[] own = Objects.requireNonNull(found.get(name));
          for (int i = 0; i < values.length; i++) {
            assertEquals(values[i] + 0.0, own[i] + 0.0, name + " " + i);
          }
        });
  }

  @Test
  void theyHaveTheOutputsAndGradientsOfVectors() {
    Inputs.Symbols read = symbols(1);
    BoundLayer layer = program.bind(problem.parameters());
    assertSame(found(layer, vectors(read)), found(program.bind(problem.parameters()), read));
  }

  @Test
  void nothingIsLeftOfTheSymbolsOfTheChunkBefore() {
    BoundLayer layer = program.bind(problem.parameters());
    found(layer, symbols(1));
    assertSame(found(program.bind(problem.parameters()), symbols(2)), found(layer, symbols(2)));
  }

  @Test
  void oneLayerReadsSymbolsAndVectorsInTurn() {
    BoundLayer layer = program.bind(problem.parameters());
    Inputs.Symbols read = symbols(3);
    for (int round = 0; round < 2; round++) {
      Map<String, double[]> expected = found(program.bind(problem.parameters()), read);
      assertSame(expected, found(layer, round == 0 ? read : vectors(read)));
      assertSame(expected, found(layer, round == 0 ? vectors(read) : read));
      for (Tensor tensor : problem.parameters().asMap().values()) {
        tensor.scale(0.5);
      }
      layer.refresh();
    }
  }
}
