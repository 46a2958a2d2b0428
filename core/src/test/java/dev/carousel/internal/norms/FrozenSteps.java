package dev.carousel.internal.norms;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The steps of one layer's run with everything held but its recurrent matrices, whose Jacobian
 * matrices are written out by hand: what the engine's regularizer is held against.
 */
abstract class FrozenSteps {
  private final String layer;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param before the states that the step started from, by their order
   * @param after those that it left
   * @param error of each, as if it could be moved alone
   * @param observed what the cell lets be seen, by its order
   */
  record Step(
      List<RealVector> before,
      List<RealVector> after,
      List<RealVector> error,
      List<RealVector> observed) {
    Step() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * @param states the one that is handed up first
   */
  FrozenSteps(RestOfRun rest, List<String> states, List<String> observed) {
    layer = rest.layer().name();
    for (int time = 0; time < rest.chunk().steps(); time++) {
      Map<String, Tensor> errors = rest.errorsWithOutput(time, states.get(0));
      for (int row = 0; row < rest.chunk().rows(); row++) {
        Step step = new Step();
        for (String state : states) {
          step.before().add(RestOfRun.row(rest.before(state, time), row));
          step.after().add(RestOfRun.row(rest.after(state, time), row));
          step.error().add(RestOfRun.row(Objects.requireNonNull(errors.get(state)), row));
        }
        for (String name : observed) {
          step.observed().add(RestOfRun.row(rest.observed(name, time), row));
        }
        if (rest.chunk().isReal(time, row) && norm(step.error()) > 0) {
          steps.add(step);
        }
      }
    }
  }

  /** What the step sends back, {@code J' e}. */
  abstract List<RealVector> back(Step step, NamedTensors parameters);

  RealMatrix matrix(NamedTensors parameters, String name) {
    Tensor tensor = parameters.get(layer + "/" + name);
    RealMatrix matrix = new Array2DRowRealMatrix(tensor.extent(0), tensor.extent(1));
    for (int i = 0; i < tensor.size(); i++) {
      matrix.setEntry(i / tensor.extent(1), i % tensor.extent(1), tensor.get(i));
    }
    return matrix;
  }

  static RealVector times(RealVector... factors) {
    RealVector product = factors[0];
    for (int i = 1; i < factors.length; i++) {
      product = product.ebeMultiply(factors[i]);
    }
    return product;
  }

  private static double norm(List<RealVector> parts) {
    return Math.sqrt(parts.stream().mapToDouble(part -> part.dotProduct(part)).sum());
  }

  /** The mean of {@code (|J' e| / |e| - 1)^2}. */
  double penalty(NamedTensors parameters) {
    double sum = 0;
    for (Step step : steps) {
      double ratio = norm(back(step, parameters)) / norm(step.error());
      sum += (ratio - 1) * (ratio - 1);
    }
    return sum / steps.size();
  }

  /** Of that mean, by one element of one parameter. */
  double slope(NamedTensors parameters, String name, int index) {
    double width = 1e-6;
    Tensor tensor = parameters.get(name);
    double value = tensor.get(index);
    tensor.set(index, value + width);
    double above = penalty(parameters);
    tensor.set(index, value - width);
    double below = penalty(parameters);
    tensor.set(index, value);
    return (above - below) / (2 * width);
  }
}
