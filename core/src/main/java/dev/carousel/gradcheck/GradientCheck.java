package dev.carousel.gradcheck;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the gradients that an engine computes for a cell with central differences, in float64.
 * It checks every parameter, the input and every initial state, over sequences of 1, 2 and 7 steps
 * and batches of 1 and 3 rows.
 *
 * <p>The difference is of fourth order, {@code (8 (L(+d) - L(-d)) - (L(+2d) - L(-2d))) / 12d}, with
 * {@code d} = 1e-3. If that disagrees, {@code d} is 1e-4 and then 1e-5: a smaller step avoids a
 * kink nearby, while a wrong gradient is wrong with all three. The error is relative to the larger
 * of both values, and to 1e-3 where both are smaller than that.
 */
public final class GradientCheck {
  /** The largest relative error that passes. */
  public static final double TOLERANCE = 1e-6;

  private static final int INPUTS = 4;
  private static final int UNITS = 5;
  private static final int[] STEPS = {1, 2, 7};
  private static final int[] ROWS = {1, 3};
  private static final double[] DELTAS = {1e-3, 1e-4, 1e-5};
  private static final double SMALLEST_SCALE = 1e-3;

  private GradientCheck() {}

  /**
   * The result of a check.
   *
   * @param maxRelativeError the largest error; infinite if a gradient is not a number
   * @param worst the element that has it, and both its values
   * @param compared the number of elements compared
   */
  public record Report(double maxRelativeError, String worst, long compared) {
    /** Whether the gradients agree. */
    public boolean passed() {
      return compared > 0 && maxRelativeError <= TOLERANCE;
    }

    private static Report worse(Report a, Report b) {
      Report worse = b.maxRelativeError > a.maxRelativeError ? b : a;
      return new Report(worse.maxRelativeError, worse.worst, a.compared + b.compared);
    }
  }

  /**
   * Checks a cell.
   *
   * @param engine in {@link Precision#FLOAT64}
   */
  public static Report of(Engine engine, String name, Cell cell, long seed) {
    if (engine.precision() != Precision.FLOAT64) {
      throw CarouselException.usage("A gradient check needs an engine in float64.")
          .found(engine.precision())
          .build();
    }
    LayerProgram layer = engine.compile(name, cell, INPUTS, UNITS);
    Report report = new Report(0, "", 0);
    for (int steps : STEPS) {
      for (int rows : ROWS) {
        LayerProblem problem = LayerProblem.random(layer, INPUTS, steps, rows, seed);
        report = Report.worse(report, of(layer, problem));
      }
    }
    return report;
  }

  /** Checks one problem. It changes the problem's tensors while it runs, and restores them. */
  public static Report of(LayerProgram layer, LayerProblem problem) {
    Map<String, Tensor> gradients = LayerProblem.named(problem.gradients(layer));
    Report report = new Report(0, "", 0);
    for (Map.Entry<String, Tensor> variable : problem.variables().entrySet()) {
      Tensor tensor = variable.getValue();
      Tensor gradient = Objects.requireNonNull(gradients.get(variable.getKey()));
      for (int i = 0; i < tensor.size(); i++) {
        String place = variable.getKey() + " [" + i + "]";
        report = Report.worse(report, element(layer, problem, tensor, i, gradient.get(i), place));
      }
    }
    return report;
  }

  private static Report element(
      LayerProgram layer, LayerProblem p, Tensor tensor, int i, double gradient, String place) {
    double best = Double.POSITIVE_INFINITY;
    double difference = Double.NaN;
    for (double delta : DELTAS) {
      double numeric = difference(layer, p, tensor, i, delta);
      double error = relativeError(gradient, numeric);
      if (error < best) {
        best = error;
        difference = numeric;
      }
      if (best <= TOLERANCE) {
        break;
      }
    }
    return new Report(best, place + ": engine " + gradient + ", difference " + difference, 1);
  }

  private static double relativeError(double a, double b) {
    double scale = Math.max(SMALLEST_SCALE, Math.max(Math.abs(a), Math.abs(b)));
    double error = Math.abs(a - b) / scale;
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  private static double difference(
      LayerProgram layer, LayerProblem p, Tensor tensor, int i, double delta) {
    double near = at(layer, p, tensor, i, delta) - at(layer, p, tensor, i, -delta);
    double far = at(layer, p, tensor, i, 2 * delta) - at(layer, p, tensor, i, -2 * delta);
    return (8 * near - far) / (12 * delta);
  }

  private static double at(LayerProgram layer, LayerProblem p, Tensor tensor, int i, double shift) {
    double value = tensor.get(i);
    tensor.set(i, value + shift);
    double loss = p.loss(layer);
    tensor.set(i, value);
    return loss;
  }
}
