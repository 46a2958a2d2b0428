package dev.carousel.nonfinite;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at each value of one layer, and ends the search at the first that is not finite. */
final class LayerGuard {
  private final long update;
  private final String layer;
  private final NamedTensors parameters;
  private final Equations equations;

  LayerGuard(long update, CompiledCell cell, NamedTensors parameters) {
    this.update = update;
    layer = cell.layer();
    this.parameters = parameters;
    equations = new Equations(cell);
  }

  /** Where a value arises. */
  record Spot(Pass pass, int time, int row) {}

  /**
   * What a step of a row adds to an element of a parameter's gradient.
   *
   * @param gradient of the map
   * @param multiplied what the map multiplies; null for a vector, which multiplies nothing
   */
  record Term(Node gradient, double factor, @Nullable Node multiplied, double otherFactor) {}

  /**
   * Looks at the value of a node.
   *
   * @param values of it and of the nodes before it, by id
   */
  void check(Spot spot, Node node, double[][] values) {
    double[] value = values[node.id()];
    for (int i = 0; i < value.length; i++) {
      if (!Double.isFinite(value[i])) {
        List<Operand> operands = operands(node, i, values);
        throw found(spot, equations.of(node), operation(node), i, operands, value[i]);
      }
    }
  }

  /**
   * Tells of an element of a parameter's gradient that has just become what it is.
   *
   * @param before the sum over the steps and rows that came first
   * @param isTerm whether the term alone is not finite
   */
  NonFiniteFound inSum(
      Spot spot,
      ParameterSpec parameter,
      int element,
      double before,
      Term term,
      boolean isTerm,
      double after) {
    List<Operand> operands = new ArrayList<>();
    if (!isTerm) {
      operands.add(new Operand("sum before", before));
    }
    operands.add(new Operand(equations.label(term.gradient()), term.factor()));
    if (term.multiplied() != null) {
      operands.add(new Operand(equations.label(term.multiplied()), term.otherFactor()));
    }
    String operation = isTerm ? Wording.OUTER_PRODUCT : Wording.SUM_OF_STEPS;
    return found(spot, parameter.name(), operation, element, operands, after);
  }

  private NonFiniteFound found(
      Spot spot,
      String equation,
      String operation,
      int element,
      List<Operand> operands,
      double value) {
    return new NonFiniteFound(
        new FirstCause(
            update,
            layer,
            spot.pass(),
            spot.time(),
            spot.row(),
            equation,
            operation,
            element,
            operands,
            value));
  }

  private static String operation(Node node) {
    return switch (node.op()) {
      case INPUT -> Wording.DROPOUT;
      case OUTPUT_GRADIENT -> Wording.FROM_ABOVE;
      default -> node.op().name().toLowerCase(Locale.ROOT);
    };
  }

  private List<Operand> operands(Node node, int element, double[][] values) {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < node.arguments().size(); i++) {
      Node argument = node.argument(i);
      double[] x = values[argument.id()];
      if (node.op() == Op.AFFINE) {
        addLargestTerm(node.matrices().uses().get(i), argument, element, x, operands);
      } else if (node.op().kind() == Op.Kind.POINTWISE) {
        operands.add(new Operand(equations.label(argument), x[element]));
      } else {
        int largest = largest(x);
        operands.add(new Operand(equations.label(argument) + "[" + largest + "]", x[largest]));
      }
    }
    return operands;
  }

  /** Of a product's terms the one that counts most. */
  private void addLargestTerm(
      Node.MatrixUse use, Node argument, int element, double[] x, List<Operand> operands) {
    String name = use.matrix().name();
    int columns = use.matrix().columns();
    Tensor matrix = parameters.get(name);
    double[] terms = new double[x.length];
    for (int j = 0; j < terms.length; j++) {
      terms[j] =
          x[j] * matrix.get(use.transposed() ? j * columns + element : element * columns + j);
    }
    int j = largest(terms);
    int row = use.transposed() ? j : element;
    int column = use.transposed() ? element : j;
    operands.add(
        new Operand(name + "[" + row + "," + column + "]", matrix.get(row * columns + column)));
    operands.add(new Operand(equations.label(argument) + "[" + j + "]", x[j]));
  }

  private static int largest(double[] x) {
    int largest = 0;
    for (int i = 1; i < x.length; i++) {
      largest = Math.abs(x[i]) > Math.abs(x[largest]) ? i : largest;
    }
    return largest;
  }
}
