package dev.carousel.cells.rnn;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.StateSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** The Jacobian of one step of a cell, in float64. */
public final class StepJacobian {
  private static final int INPUTS = 3;

  private StepJacobian() {}

  /**
   * The derivatives of all states after the step by all states before it, at random parameters,
   * input and states. States are in the order of their names.
   */
  public static RealMatrix of(Cell cell, int units, long seed) {
    try (Engine engine = Engines.reference()) {
      LayerProgram layer = engine.compile("layer0", cell, INPUTS, units);
      LayerProblem problem = LayerProblem.random(layer, INPUTS, 1, 1, seed);
      List<double[]> rows = new ArrayList<>();
      for (String state : names(layer)) {
        for (int i = 0; i < problem.finalWeights().get(state).size(); i++) {
          NamedTensors errors = problem.finalWeights().like();
          errors.get(state).set(i, 1);
          rows.add(
              flat(layer, problem.forward(layer).backward(null, errors, null).initialStates()));
        }
      }
      return new Array2DRowRealMatrix(rows.toArray(new double[0][]), false);
    }
  }

  private static List<String> names(LayerProgram layer) {
    return layer.states().stream().map(StateSpec::name).sorted().toList();
  }

  private static double[] flat(LayerProgram layer, NamedTensors states) {
    return names(layer).stream()
        .map(name -> states.get(name).toDoubles())
        .reduce(new double[0], StepJacobian::joined);
  }

  private static double[] joined(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
