package dev.carousel.internal.engine.reference;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Evaluates one node for one row from the values of its arguments. */
public final class Interpreter {
  private final NamedTensors parameters;
  private final Arithmetic arithmetic;

  /** In double: the definition of truth. */
  Interpreter(NamedTensors parameters) {
    this(parameters, Precision.FLOAT64);
  }

  /** In this precision: each result is one of its numbers. */
  public Interpreter(NamedTensors parameters, Precision precision) {
    this.parameters = parameters;
    arithmetic = precision == Precision.FLOAT32 ? new FloatArithmetic() : new DoubleArithmetic();
  }

  /**
   * The value of a node that is no leaf of the run.
   *
   * @param values of the nodes before it, by id
   */
  public double[] evaluate(Node node, double[][] values) {
    return switch (node.op()) {
      case VECTOR -> parameters.get(node.parameter().name()).toDoubles();
      case CONSTANT -> filled(node.size(), arithmetic.rounded(node.shift()));
      case AFFINE -> affine(node, values);
      case TAP, IDENTITY -> values[node.argument(0).id()].clone();
      case SUM -> sums(node.size(), values[node.argument(0).id()]);
      case REPEAT -> repeated(node.size(), values[node.argument(0).id()]);
      case SLICE -> {
        int from = node.offset();
        yield Arrays.copyOfRange(values[node.argument(0).id()], from, from + node.size());
      }
      case PAD -> placed(new double[node.size()], node.offset(), values[node.argument(0).id()]);
      case CONCAT -> concat(node, values);
      case OUTER, TIMES, TRANSPOSED_TIMES ->
          arithmetic.blockProduct(
              node, values[node.argument(0).id()], values[node.argument(1).id()]);
      default ->
          node.op().kind() == Op.Kind.GROUPED ? ofGroups(node, values) : pointwise(node, values);
    };
  }

  private double[] sums(int groups, double[] x) {
    double[] y = new double[groups];
    int size = x.length / groups;
    for (int i = 0; i < groups; i++) {
      y[i] = arithmetic.sum(Arrays.copyOfRange(x, i * size, (i + 1) * size));
    }
    return y;
  }

  private static double[] repeated(int size, double[] x) {
    double[] y = new double[size];
    for (int i = 0; i < size; i++) {
      y[i] = x[i / (size / x.length)];
    }
    return y;
  }

  private double[] ofGroups(Node node, double[][] values) {
    int last = node.arguments().size() - 1;
    return arithmetic.ofGroups(
        node, values[node.argument(0).id()], values[node.argument(last).id()]);
  }

  private double[] affine(Node node, double[][] values) {
    Node.Matrices matrices = node.matrices();
    ParameterSpec bias = matrices.bias();
    double[] y = bias == null ? new double[node.size()] : parameters.get(bias.name()).toDoubles();
    for (int i = 0; i < matrices.uses().size(); i++) {
      Node.MatrixUse use = matrices.uses().get(i);
      Tensor matrix = parameters.get(use.matrix().name());
      arithmetic.addProduct(use, matrix, values[node.argument(i).id()], y);
    }
    return y;
  }

  private static double[] concat(Node node, double[][] values) {
    double[] y = new double[node.size()];
    int from = 0;
    for (Node part : node.arguments()) {
      placed(y, from, values[part.id()]);
      from += part.size();
    }
    return y;
  }

  private static double[] placed(double[] y, int from, double[] x) {
    System.arraycopy(x, 0, y, from, x.length);
    return y;
  }

  private static double[] filled(int size, double value) {
    double[] y = new double[size];
    Arrays.fill(y, value);
    return y;
  }

  private double[] pointwise(Node node, double[][] values) {
    List<Node> arguments = node.arguments();
    double[] y = new double[node.size()];
    for (int i = 0; i < y.length; i++) {
      double a = values[arguments.get(0).id()][i];
      double b = arguments.size() > 1 ? values[arguments.get(1).id()][i] : 0;
      double c = arguments.size() > 2 ? values[arguments.get(2).id()][i] : 0;
      y[i] = arithmetic.apply(node, a, b, c);
    }
    return y;
  }
}
