package dev.carousel.internal.engine.fused;

import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.engine.SequenceContext;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What follows from parameters alone, computed once: on all uses, and after each change. */
class ComputedRowsTest {
  private static final int UNITS = 5;
  private static final int STEPS = 6;
  private static final int ROWS = 3;

  /** Functions of parameters as factors, operands of a map, an observation and the output. */
  private static void step(Step s) {
    Expr nu = s.vector("nu", UNITS, Initializers.zeros());
    Expr gain = s.vector("gain", UNITS, Initializers.zeros());
    Expr decay = exp(exp(nu).negate());
    Expr mixed = decay.slice(1, 3).concat(gain.slice(0, 3)).softmax().named("mixed");
    Expr mapped = s.affine("m", mixed).plus(nu.sin());
    Expr h = decay.times(s.state("h")).plus(tanh(s.affine("x", s.input())).times(mapped));
    s.next("h", h);
    Expr shifted = gain.times(2).plus(h);
    s.state("still");
    s.next("still", sigmoid(nu));
    s.observe("decay", decay);
    s.output(shifted.plus(decay.square()).times(gain.largest()));
  }

  @Test
  void rowsAreThoseOfTheReferenceAfterEachChange() {
    check(program -> program);
    check(LayerProgram::apart);
    check(LayerProgram::tangent);
  }

  private static void check(UnaryOperator<LayerProgram> kind) {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(2)) {
      Run expected = new Run(reference, kind);
      Run found = new Run(fused, kind);
      for (int change = 0; change < 3; change++) {
        List<double[]> truth = expected.run(change);
        List<double[]> values = found.run(change);
        for (int i = 0; i < truth.size(); i++) {
          assertArrayEquals(truth.get(i), values.get(i), 2e-5, "value " + i);
        }
      }
    }
  }

  /** A layer whose parameters are changed between its runs. */
  private static final class Run {
    private final Engine engine;
    private final LayerProgram program;
    private final NamedTensors parameters;
    private final BoundLayer layer;

    Run(Engine engine, UnaryOperator<LayerProgram> kind) {
      this.engine = engine;
      program = kind.apply(engine.compile("layer", ComputedRowsTest::step, 4, UNITS));
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (ParameterSpec parameter : program.parameters()) {
        tensors.put(parameter.name(), parameter.zeros(engine.precision()));
      }
      parameters = new NamedTensors(tensors);
      layer = program.bind(parameters);
    }

    /** All that it computes, in a fixed order. */
    List<double[]> run(int change) {
      parameters.forEach((name, tensor) -> fill(tensor, name.hashCode() % 7 + change));
      layer.refresh();
      Tensor input = engine.precision().zeros(STEPS, ROWS, 4);
      fill(input, 3);
      Map<String, Tensor> states = new LinkedHashMap<>();
      program.states().forEach(s -> states.put(s.name(), engine.precision().zeros(ROWS, s.size())));
      states.values().forEach(tensor -> fill(tensor, 5));
      ForwardPass pass =
          layer.forward(
              new Inputs.Values(input), new SequenceContext(new NamedTensors(states), null, false));
      Tensor above = pass.outputs().like();
      fill(above, 9);
      LayerGradients gradients = pass.backward(above, null, null);
      List<double[]> all = new ArrayList<>();
      all.add(pass.outputs().toDoubles());
      all.add(Objects.requireNonNull(gradients.input()).toDoubles());
      gradients.parameters().forEach((name, tensor) -> all.add(tensor.toDoubles()));
      gradients.initialStates().forEach((name, tensor) -> all.add(tensor.toDoubles()));
      program.observed().forEach(name -> all.add(pass.observed(name).toDoubles()));
      pass.finalStates().forEach((name, tensor) -> all.add(tensor.toDoubles()));
      pass.release();
      return all;
    }

    private static void fill(Tensor tensor, int seed) {
      for (int i = 0; i < tensor.size(); i++) {
        tensor.set(i, ((i + seed) * 31 % 19 - 9) / 12.0);
      }
    }
  }
}
