package dev.carousel.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.carousel.engine.Engine;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * An operation of the language from one vector to another beside what it is in mathematics. Its
 * gradient and its tangent are held against differences of that.
 *
 * @param at the vector at which it is tried
 * @param language the operation
 * @param value the same, without any code that is tested
 */
record VectorFunction(
    String name, double[] at, UnaryOperator<Expr> language, UnaryOperator<double[]> value) {
  /** Two rows of a batch, the second with other numbers. */
  private static final int ROWS = 2;

  /** Value, gradient and tangent, of both rows. */
  void check(Engine engine, double within) {
    int size = value.apply(at).length;
    OneStep step =
        OneStep.of(
            engine,
            s -> {
              Expr x = s.state("x", at.length);
              s.state("y", size);
              s.next("x", x);
              s.next("y", language.apply(x));
              s.output(x);
            },
            ROWS,
            at.length);
    checkGradient(step, size, within);
    checkGradient(step.apart(), size, within);
    checkTangent(step.tangent(), size, within);
  }

  private void checkGradient(OneStep step, int size, double within) {
    ForwardPass pass = step.run(step.parameters(i -> 0), Map.of("x", rows(step, this::x)));
    Tensor found = pass.finalStates().get("y");
    NamedTensors ends = step.states(Map.of("y", step.rows(size, VectorFunction::weight)));
    Tensor gradient = pass.backward(null, ends, null).initialStates().get("x");
    for (int row = 0; row < ROWS; row++) {
      assertArrayEquals(value.apply(xOf(row)), row(found, row, size), within, name);
      double[] expected = times(transposed(jacobian(row)), weights(row, size));
      assertArrayEquals(expected, row(gradient, row, at.length), 10 * within, name);
    }
  }

  private void checkTangent(OneStep step, int size, double within) {
    String x = LayerProgram.tangentOf("x");
    String y = LayerProgram.tangentOf("y");
    ForwardPass pass =
        step.run(
            step.parameters(i -> 0),
            Map.of("x", rows(step, this::x), x, rows(step, VectorFunction::weight)));
    Tensor found = pass.finalStates().get(y);
    NamedTensors ends = step.states(Map.of(y, step.rows(size, VectorFunction::weight)));
    NamedTensors gradients = pass.backward(null, ends, null).initialStates();
    for (int row = 0; row < ROWS; row++) {
      double[] along = times(jacobian(row), weights(row, at.length));
      assertArrayEquals(along, row(found, row, size), 30 * within, name);
      double[] back = times(transposed(jacobian(row)), weights(row, size));
      assertArrayEquals(back, row(gradients.get(x), row, at.length), 10 * within, name);
    }
    assertArrayEquals(new double[ROWS * at.length], gradients.get("x").toDoubles(), name);
  }

  private Tensor rows(OneStep step, IntToDoubleFunction element) {
    return step.rows(at.length, element);
  }

  private double x(int index) {
    double x = at[index % at.length];
    return index < at.length ? x : 0.25 - 0.75 * x;
  }

  private double[] xOf(int row) {
    double[] x = new double[at.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = x(row * at.length + i);
    }
    return x;
  }

  /** A factor that differs from element to element, and is a number in float too. */
  private static double weight(int index) {
    return (index % 2 == 0 ? -1.25 - index : 0.5 + index) / 4;
  }

  private static double[] weights(int row, int size) {
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = weight(row * size + i);
    }
    return weights;
  }

  private static double[] row(Tensor tensor, int row, int size) {
    double[] found = new double[size];
    for (int i = 0; i < size; i++) {
      found[i] = tensor.get(row * size + i);
    }
    return found;
  }

  /** Matrix (i, j): the derivative of element i by x_j. */
  private double[][] jacobian(int row) {
    double[] x = xOf(row);
    double[][] matrix = new double[value.apply(x).length][x.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < x.length; j++) {
        matrix[i][j] = derivative(x, i, j);
      }
    }
    return matrix;
  }

  private double derivative(double[] x, int i, int j) {
    return Derivative.of(
        v -> {
          double[] moved = x.clone();
          moved[j] = v;
          return value.apply(moved)[i];
        },
        x[j]);
  }

  private static double[] times(double[][] matrix, double[] v) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] += matrix[i][j] * v[j];
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j][i] = matrix[i][j];
      }
    }
    return result;
  }

  @Override
  public String toString() {
    return name;
  }
}
