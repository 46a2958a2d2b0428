package dev.carousel.internal.engine.fused;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Planner;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.kernel.KernelProvider;
import dev.carousel.internal.trace.Trace;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A linear recurrence of few rows, whose time the threads share: values, and bits. */
class CutTimeTest {
  private static final int INPUTS = 37;
  private static final int UNITS = 35;

  private static void step(Step s) {
    Expr x = s.input();
    Expr z = sigmoid(s.affine("z", x));
    Expr candidate = tanh(s.affine("c", x)).times(s.vector("gain", UNITS, Initializers.zeros()));
    Expr h = oneMinus(z).times(s.state("h")).plus(z.times(candidate));
    s.next("h", h);
    s.observe("keep", z);
    s.output(s.affine("o", 3, tanh(h).named("h")));
  }

  private static CellPlan plan() {
    return Planner.plan(
        CompiledCell.of("layer", Trace.of("layer", CutTimeTest::step, INPUTS, UNITS)));
  }

  @Test
  void fewRowsOfALongSequenceAreCut() {
    assertEquals(true, PassExtent.of(plan(), 1, 256, 256).isCut());
    assertEquals(true, PassExtent.of(plan(), 8, 32, 1).isCut());
    assertEquals(false, PassExtent.of(plan(), 1, 255, 255).isCut());
    assertEquals(false, PassExtent.of(plan(), 9, 5000, 5000).isCut());
    CellPlan recurrent =
        Planner.plan(
            CompiledCell.of(
                "layer",
                Trace.of(
                    "layer",
                    s -> s.next("h", tanh(s.affine("h", s.input(), s.state("h")))),
                    INPUTS,
                    UNITS)));
    assertEquals(false, PassExtent.of(recurrent, 1, 5000, 5000).isCut());
  }

  /** Several blocks, rows that fill no piece, few kept steps, symbols, masks, both directions. */
  @ParameterizedTest
  @CsvSource({
    "300, 1, 0, false, false",
    "2300, 1, 0, true, false",
    "1111, 3, 0, false, true",
    "700, 7, 1, true, true",
  })
  void asTheReferenceAndTheSameBitsWithAnyThreads(
      int steps, int rows, int kept, boolean reverse, boolean symbols) {
    Case c = new Case(steps, rows, reverse, symbols);
    List<double[]> truth = run(Engines.reference(), c);
    List<double[]> one = run(engine(1, kept), c);
    List<double[]> three = run(engine(3, kept), c);
    for (int i = 0; i < truth.size(); i++) {
      double scale = Math.max(1, largest(truth.get(i)));
      assertArrayEquals(truth.get(i), one.get(i), 1e-5 * scale, "value " + i);
      assertArrayEquals(one.get(i), three.get(i), "value " + i);
    }
  }

  private record Case(int steps, int rows, boolean reverse, boolean symbols) {
    boolean isReal(int place) {
      return rows == 1 || place % 11 != 0;
    }
  }

  private static Engine engine(int threads, int kept) {
    return new FusedEngine(KernelProvider.best(), new EngineSettings(threads, kept));
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double v : x) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  /** A row is computed as it would be among more rows, where the threads share the rows. */
  @Test
  void valuesOfACutSequenceAreThoseOfAnUncutOne() {
    try (Engine engine = engine(2, 0)) {
      LayerProgram program = engine.compile("layer", CutTimeTest::step, INPUTS, UNITS);
      NamedTensors parameters = parameters(program, engine);
      Tensor many = filled(engine.precision().zeros(600, 20, INPUTS), 3);
      Tensor few = engine.precision().zeros(600, 2, INPUTS);
      for (int i = 0; i < few.size(); i++) {
        int time = i / (2 * INPUTS);
        few.set(i, many.get(time * 20 * INPUTS + i % (2 * INPUTS)));
      }
      Tensor ofMany =
          program.forward(parameters, new Inputs.Values(many), SequenceContext.plain()).outputs();
      Tensor ofFew =
          program.forward(parameters, new Inputs.Values(few), SequenceContext.plain()).outputs();
      for (int i = 0; i < ofFew.size(); i++) {
        assertEquals(ofMany.get(i / 6 * 60 + i % 6), ofFew.get(i), "output " + i);
      }
    }
  }

  /** All that a layer computes, in a fixed order; the second run of a pass that was used before. */
  private static List<double[]> run(Engine engine, Case c) {
    try (engine) {
      LayerProgram program = engine.compile("layer", CutTimeTest::step, INPUTS, UNITS);
      NamedTensors parameters = parameters(program, engine);
      var layer = program.bind(parameters);
      once(layer.forward(input(engine, c, 1), context(engine, program, c)), 4).release();
      ForwardPass pass = layer.forward(input(engine, c, 2), context(engine, program, c));
      List<double[]> all = new ArrayList<>();
      all.add(ofRealSteps(pass.outputs(), c));
      all.add(ofRealSteps(pass.observed("keep"), c));
      all.add(pass.states("h").toDoubles());
      LayerGradients gradients = pass.backward(filled(pass.outputs().like(), 9), null, null);
      gradients.parameters().forEach((name, tensor) -> all.add(tensor.toDoubles()));
      gradients.initialStates().forEach((name, tensor) -> all.add(tensor.toDoubles()));
      pass.finalStates().forEach((name, tensor) -> all.add(tensor.toDoubles()));
      Tensor ofInput = gradients.input();
      if (ofInput != null) {
        all.add(ofInput.toDoubles());
      }
      return all;
    }
  }

  private static ForwardPass once(ForwardPass pass, int seed) {
    pass.backward(filled(pass.outputs().like(), seed), null, null);
    return pass;
  }

  private static Inputs input(Engine engine, Case c, int seed) {
    if (c.symbols()) {
      int[] ids = new int[c.steps() * c.rows()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (i * 17 + seed) % INPUTS;
      }
      return new Inputs.Symbols(c.steps(), c.rows(), INPUTS, ids);
    }
    return new Inputs.Values(filled(engine.precision().zeros(c.steps(), c.rows(), INPUTS), seed));
  }

  private static SequenceContext context(Engine engine, LayerProgram program, Case c) {
    Map<String, Tensor> states = new LinkedHashMap<>();
    program
        .states()
        .forEach(
            s -> states.put(s.name(), filled(engine.precision().zeros(c.rows(), s.size()), 5)));
    boolean[] mask = null;
    if (c.rows() > 1) {
      mask = new boolean[c.steps() * c.rows()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = c.isReal(i);
      }
    }
    return new SequenceContext(new NamedTensors(states), mask, c.reverse());
  }

  /** What a masked step hands up says nothing. */
  private static double[] ofRealSteps(Tensor tensor, Case c) {
    double[] values = tensor.toDoubles();
    int size = tensor.extent(2);
    for (int i = 0; i < values.length; i++) {
      values[i] = c.isReal(i / size) ? values[i] : 0;
    }
    return values;
  }

  private static NamedTensors parameters(LayerProgram program, Engine engine) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec p : program.parameters()) {
      tensors.put(p.name(), filled(p.zeros(engine.precision()), p.name().hashCode() % 7));
    }
    return new NamedTensors(tensors);
  }

  private static Tensor filled(Tensor tensor, int seed) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, ((i + seed) * 31 % 19 - 9) / 32.0);
    }
    return tensor;
  }
}
