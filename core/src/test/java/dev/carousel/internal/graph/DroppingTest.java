package dev.carousel.internal.graph;

import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.CellDropout;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.expr.Expr;
import dev.carousel.expr.MatrixExpr;
import dev.carousel.fixture.Cells;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks within a step: which there are, what they multiply, and what both engines make of them. */
class DroppingTest {
  private static final int INPUTS = 3;
  private static final int UNITS = 2;
  private static final CellDropout ALL = new CellDropout(0.4, 0.4, 0.4);

  private final Engine engine = Engines.reference();

  @AfterEach
  void close() {
    engine.close();
  }

  /** A GRU whose reset gate stands before its matrix. */
  private static Cell resetBefore() {
    return s -> {
      Expr x = s.input();
      Expr h = s.state("h");
      Expr r = sigmoid(s.affine("r", x, h));
      s.next("h", tanh(s.affine("n", x, r.times(h).named("rh"))));
    };
  }

  /** A matrix for each of two heads, its normalizer and its level, and a state handed up. */
  private static Cell memory() {
    return s -> {
      Expr h = s.state("h");
      Expr v = s.affine("v", 4, s.input(), h);
      MatrixExpr c = s.matrixState("c", 2, 2, 2);
      s.next("c", c.asVector().times(0.5));
      s.next("n", s.state("n", 4).times(0.9).plus(v));
      s.next("m", s.state("m", 2).times(0.8).plus(v.slice(0, 2)));
      s.next("h", tanh(s.affine("h", s.state("n", 4), s.state("m", 2))));
    };
  }

  private LayerProgram program(Cell cell, CellDropout dropout) {
    return engine.compile("layer", cell, INPUTS, UNITS).dropping(dropout);
  }

  private List<String> masks(Cell cell, CellDropout dropout) {
    return program(cell, dropout).masks().stream()
        .map(mask -> mask.name() + " " + mask.size())
        .toList();
  }

  @Test
  void masksOfAnLstm() {
    assertEquals(
        List.of("recurrent h 2", "candidate 0 2", "zoneout h 2", "zoneout c 2"),
        masks(Cells.lstm(), ALL));
    assertEquals(List.of("recurrent h 2"), masks(Cells.lstm(), new CellDropout(0.4, 0, 0)));
    assertEquals(List.of(), masks(Cells.lstm(), CellDropout.NONE));
  }

  @Test
  void bothCandidatesOfACellHaveTheirOwnMask() {
    assertEquals(
        List.of("candidate 0 2", "candidate 1 2"),
        masks(Cells.chained(), new CellDropout(0, 0.4, 0)));
  }

  @Test
  void whatACellDoesNotHaveHasNoMask() {
    assertEquals(List.of(), masks(Cells.forgetful(), new CellDropout(0.4, 0.4, 0)));
    assertEquals(List.of(), masks(resetBefore(), new CellDropout(0, 0.4, 0)));
  }

  /** A head keeps its whole memory or nothing of it: one element for each head. */
  @Test
  void statesThatAreNotHandedUpShareAMask() {
    List<String> found = masks(memory(), new CellDropout(0, 0, 0.4));
    assertEquals(List.of("zoneout h 2", "zoneout c+n+m 2"), found);
  }

  /** Factors that tell elements, rows and steps apart; of zoneout 0 and 1. */
  private static NamedTensors factors(
      LayerProgram layer, int steps, int rows, Precision precision) {
    Map<String, Tensor> masks = new LinkedHashMap<>();
    for (MaskSpec spec : layer.masks()) {
      boolean isForAll = spec.kind() == MaskSpec.Kind.RECURRENT;
      Tensor mask = precision.zeros(isForAll ? 1 : steps, rows, spec.size());
      for (int i = 0; i < mask.size(); i++) {
        boolean isHigh = (i * 7 + i / 3 + spec.name().length()) % 5 < 2;
        mask.set(i, spec.kind() == MaskSpec.Kind.ZONEOUT ? (isHigh ? 1 : 0) : isHigh ? 0 : 1.25);
      }
      masks.put(spec.name(), mask);
    }
    return new NamedTensors(masks);
  }

  private static NamedTensors with(NamedTensors masks, String name, double value) {
    Map<String, Tensor> changed = new LinkedHashMap<>(masks.asMap());
    Tensor mask = masks.get(name).like();
    for (int i = 0; i < mask.size(); i++) {
      mask.set(i, value);
    }
    changed.put(name, mask);
    return new NamedTensors(changed);
  }

  private static LayerProblem problem(LayerProgram layer, int steps, int rows) {
    return LayerProblem.random(layer, INPUTS, steps, rows, 3);
  }

  private static ForwardPass run(LayerProgram layer, LayerProblem p, NamedTensors masks) {
    return layer.forward(
        p.parameters(), p.layerInput(), new SequenceContext(p.initialStates(), null, false, masks));
  }

  /** h' = o * tanh(f * c + i * m g), with what matrices read of h times its mask: by hand. */
  @Test
  void aStepOfAnLstmIsTheOneOfThePapers() {
    LayerProgram layer = program(Cells.lstm(), ALL);
    LayerProblem p = problem(layer, 1, 1);
    NamedTensors masks = factors(layer, 1, 1, Precision.FLOAT64);
    ForwardPass pass = run(layer, p, masks);
    for (int unit = 0; unit < UNITS; unit++) {
      double f = 1 / (1 + Math.exp(-sum(p, masks, "f", unit)));
      double i = 1 / (1 + Math.exp(-sum(p, masks, "i", unit)));
      double o = 1 / (1 + Math.exp(-sum(p, masks, "o", unit)));
      double g = Math.tanh(sum(p, masks, "g", unit)) * masks.get("candidate 0").get(unit);
      double c = p.initialStates().get("c").get(unit);
      double h = p.initialStates().get("h").get(unit);
      double next = f * c + i * g;
      double stay = masks.get("zoneout c").get(unit);
      double stayH = masks.get("zoneout h").get(unit);
      assertEquals(stay == 1 ? c : next, pass.finalStates().get("c").get(unit), 1e-12);
      double expected = stayH == 1 ? h : o * Math.tanh(next);
      assertEquals(expected, pass.finalStates().get("h").get(unit), 1e-12);
      assertEquals(expected, pass.outputs().get(unit), 1e-12);
    }
  }

  private static double sum(LayerProblem p, NamedTensors masks, String gate, int unit) {
    double sum = p.parameters().get(gate + ".b").get(unit);
    for (int j = 0; j < INPUTS; j++) {
      sum += p.parameters().get(gate + ".Wx").get(unit * INPUTS + j) * p.input().get(j);
    }
    for (int j = 0; j < UNITS; j++) {
      double h = p.initialStates().get("h").get(j) * masks.get("recurrent h").get(j);
      sum += p.parameters().get(gate + ".Wh").get(unit * UNITS + j) * h;
    }
    return sum;
  }

  /** In a product with a gate, a state is dropped by the mask that all matrices see. */
  @Test
  void aStateInAProductHasTheSameMask() {
    LayerProgram layer = program(resetBefore(), new CellDropout(0.4, 0, 0));
    assertEquals(1, layer.masks().size());
    LayerProblem p = problem(layer, 1, 1);
    NamedTensors none = with(factors(layer, 1, 1, Precision.FLOAT64), "recurrent h", 0);
    double[] dropped = run(layer, p, none).outputs().toDoubles();
    for (int unit = 0; unit < UNITS; unit++) {
      double sum = p.parameters().get("n.b").get(unit);
      for (int j = 0; j < INPUTS; j++) {
        sum += p.parameters().get("n.Wx").get(unit * INPUTS + j) * p.input().get(j);
      }
      assertEquals(Math.tanh(sum), dropped[unit], 1e-12);
    }
  }

  @Test
  void zoneoutOfAllKeepsTheStateAndOfNoneChangesNothing() {
    LayerProgram plain = engine.compile("layer", Cells.lstm(), INPUTS, UNITS);
    LayerProgram layer = plain.dropping(new CellDropout(0, 0, 0.5));
    LayerProblem p = problem(layer, 6, 2);
    NamedTensors some = factors(layer, 6, 2, Precision.FLOAT64);
    NamedTensors all = with(with(some, "zoneout h", 1), "zoneout c", 1);
    NamedTensors none = with(with(some, "zoneout h", 0), "zoneout c", 0);
    for (String state : List.of("h", "c")) {
      assertArrayEquals(
          p.initialStates().get(state).toDoubles(),
          run(layer, p, all).finalStates().get(state).toDoubles());
      assertArrayEquals(
          plain.forward(p.parameters(), p.layerInput(), p.context()).states(state).toDoubles(),
          run(layer, p, none).states(state).toDoubles());
    }
  }

  /** Outside training: the mean of what training does, and the plain layer if no state stays. */
  @Test
  void theExpectedStepIsTheMeanOverMasks() {
    LayerProgram plain = engine.compile("layer", Cells.lstm(), INPUTS, UNITS);
    LayerProgram expecting = plain.expecting(new CellDropout(0.3, 0.3, 0.25));
    assertEquals(List.of(), expecting.masks());
    LayerProblem p = problem(plain, 1, 2);
    ForwardPass usual = plain.forward(p.parameters(), p.layerInput(), p.context());
    ForwardPass mean = expecting.forward(p.parameters(), p.layerInput(), p.context());
    for (String state : List.of("h", "c")) {
      for (int i = 0; i < 2 * UNITS; i++) {
        double stayed = p.initialStates().get(state).get(i);
        double moved = usual.states(state).get(i);
        assertEquals(0.25 * stayed + 0.75 * moved, mean.states(state).get(i), 1e-12);
      }
    }
    LayerProgram frozen = plain.expecting(new CellDropout(0, 0, 1));
    ForwardPass still = frozen.forward(p.parameters(), p.layerInput(), p.context());
    assertArrayEquals(
        p.initialStates().get("c").toDoubles(), still.finalStates().get("c").toDoubles());
  }

  /** Awkward sizes, few kept steps, masked steps, both directions, threads. */
  @ParameterizedTest
  @CsvSource({
    "7, 1, 0, 1, false",
    "13, 5, 2, 2, true",
    "37, 19, 5, 3, false",
    "300, 1, 0, 2, true"
  })
  void theFusedEngineDoesWhatTheReferenceDoes(
      int steps, int rows, int kept, int threads, boolean reverse) {
    List<Cell> cells = List.of(Cells.lstm(), Cells.chained(), resetBefore(), memory());
    for (Cell cell : cells) {
      try (Engine fused = Engines.fused(new EngineSettings(threads, kept))) {
        for (int units : cell == cells.get(3) ? new int[] {2} : new int[] {1, 19}) {
          List<double[]> truth = all(engine, cell, units, steps, rows, reverse);
          List<double[]> found = all(fused, cell, units, steps, rows, reverse);
          for (int i = 0; i < truth.size(); i++) {
            double scale = 1;
            for (double value : truth.get(i)) {
              scale = Math.max(scale, Math.abs(value));
            }
            assertArrayEquals(truth.get(i), found.get(i), 1e-4 * scale, units + " units, " + i);
          }
        }
      }
    }
  }

  private static List<double[]> all(
      Engine engine, Cell cell, int units, int steps, int rows, boolean reverse) {
    LayerProgram layer = engine.compile("layer", cell, INPUTS, units).dropping(ALL);
    LayerProblem p = LayerProblem.random(layer, INPUTS, steps, rows, 3).in(engine.precision());
    boolean[] mask = new boolean[steps * rows];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % 11 != 3;
    }
    NamedTensors masks = factors(layer, steps, rows, engine.precision());
    SequenceContext context = new SequenceContext(p.initialStates(), mask, reverse, masks);
    var bound = layer.bind(p.parameters());
    ForwardPass first = bound.forward(p.layerInput(), context);
    first.backward(p.outputWeights(), null, null);
    first.release();
    ForwardPass pass = bound.forward(p.layerInput(), context);
    List<double[]> all = new ArrayList<>();
    layer.states().forEach(state -> all.add(pass.states(state.name()).toDoubles()));
    LayerGradients gradients = pass.backward(p.outputWeights(), p.finalWeights(), null);
    LayerProblem.named(gradients).values().forEach(tensor -> all.add(tensor.toDoubles()));
    return all;
  }

  /** Tangents and paths are those of the step with these masks. */
  @Test
  void theTangentGoesThroughTheMasks() {
    LayerProgram layer = program(Cells.lstm(), ALL);
    LayerProgram tangent = layer.tangent();
    assertEquals(names(layer), names(tangent));
    LayerProblem p = problem(layer, 1, 1);
    NamedTensors masks = factors(layer, 1, 1, Precision.FLOAT64);
    double delta = 1e-5;
    Map<String, Tensor> start = new LinkedHashMap<>(p.initialStates().asMap());
    Map<String, Tensor> right = new LinkedHashMap<>();
    Map<String, Tensor> left = new LinkedHashMap<>();
    p.initialStates()
        .forEach(
            (name, tensor) -> {
              Tensor direction = tensor.like();
              Tensor up = tensor.copy();
              Tensor down = tensor.copy();
              for (int i = 0; i < tensor.size(); i++) {
                direction.set(i, i + 1);
                up.set(i, tensor.get(i) + delta * (i + 1));
                down.set(i, tensor.get(i) - delta * (i + 1));
              }
              start.put(LayerProgram.tangentOf(name), direction);
              right.put(name, up);
              left.put(name, down);
            });
    Inputs x = p.layerInput();
    NamedTensors found =
        tangent
            .forward(
                p.parameters(), x, new SequenceContext(new NamedTensors(start), null, false, masks))
            .finalStates();
    NamedTensors above =
        layer
            .forward(
                p.parameters(), x, new SequenceContext(new NamedTensors(right), null, false, masks))
            .finalStates();
    NamedTensors below =
        layer
            .forward(
                p.parameters(), x, new SequenceContext(new NamedTensors(left), null, false, masks))
            .finalStates();
    for (String state : List.of("h", "c")) {
      for (int i = 0; i < UNITS; i++) {
        double expected = (above.get(state).get(i) - below.get(state).get(i)) / (2 * delta);
        assertEquals(expected, found.get(LayerProgram.tangentOf(state)).get(i), 1e-8, state);
      }
    }
  }

  private static List<String> names(LayerProgram layer) {
    return layer.masks().stream().map(MaskSpec::name).sorted().collect(Collectors.toList());
  }

  @Test
  void aLayerWithoutItsMasksIsRefused() {
    LayerProgram layer = program(Cells.lstm(), ALL);
    LayerProblem p = problem(layer, 3, 2);
    Refusal.of(() -> p.forward(layer), "no masks", "recurrent h", "layer");
    NamedTensors tooShort = factors(layer, 2, 2, Precision.FLOAT64);
    Refusal.of(() -> run(layer, p, tooShort), "mask candidate 0", "12", "8");
    assertTrue(program(Cells.lstm(), CellDropout.NONE).masks().isEmpty());
  }
}
