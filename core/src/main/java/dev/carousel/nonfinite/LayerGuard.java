package dev.carousel.nonfinite;

import dev.carousel.internal.engine.reference.PassObserver;
import dev.carousel.internal.graph.CompiledCell;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.nonfinite.FirstCause.Operand;
import dev.carousel.nonfinite.FirstCause.Pass;
import dev.carousel.tensor.Largest;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks each value of one layer, and ends the search at the first that is not finite. */
final class LayerGuard implements PassObserver {
  private final long update;
  private final String layer;
  private final NamedTensors parameters;
  private final Precision precision;
  private final boolean isBottom;
  private final Equations equations;

  /**
   * @param precision in which the layer runs
   * @param isBottom whether nothing below it uses the gradient of its input
   */
  LayerGuard(
      long update,
      CompiledCell cell,
      NamedTensors parameters,
      Precision precision,
      boolean isBottom) {
    this.update = update;
    layer = cell.layer();
    this.parameters = parameters;
    this.precision = precision;
    this.isBottom = isBottom;
    equations = new Equations(cell);
  }

  @Override
  public boolean usesInputGradient() {
    return !isBottom;
  }

  @Override
  public void value(Place place, Node node, double[][] values) {
    double[] value = values[node.id()];
    for (int i = 0; i < value.length; i++) {
      if (!Double.isFinite(value[i])) {
        List<Operand> operands = operands(node, i, values);
        throw found(place, equations.of(node), operation(node), i, operands, value[i]);
      }
    }
  }

  @Override
  public void sumNotFinite(Place place, Term term, double before, double after) {
    boolean isTerm = !isFinite(term);
    List<Operand> operands = new ArrayList<>();
    if (!isTerm) {
      operands.add(new Operand("sum before", before));
    }
    operands.add(new Operand(equations.label(term.gradient()), term.factor()));
    if (term.multiplied() != null) {
      operands.add(new Operand(equations.label(term.multiplied()), term.otherFactor()));
    }
    String operation = isTerm ? Wording.OUTER_PRODUCT : Wording.SUM_OF_STEPS;
    throw found(place, term.parameter().name(), operation, term.element(), operands, after);
  }

  private boolean isFinite(Term term) {
    double product = term.factor() * term.otherFactor();
    return Double.isFinite(precision == Precision.FLOAT32 ? (float) product : product);
  }

  private NonFiniteFound found(
      Place place,
      String equation,
      String operation,
      int element,
      List<Operand> operands,
      double value) {
    return new NonFiniteFound(
        new FirstCause(
            update,
            layer,
            place.isBackward() ? Pass.BACKWARD : Pass.FORWARD,
            place.time(),
            place.row(),
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
        int largest = Largest.magnitude(x);
        operands.add(new Operand(equations.label(argument) + "[" + largest + "]", x[largest]));
      }
    }
    return operands;
  }

  /** Adds the largest term of a product. */
  private void addLargestTerm(
      Node.MatrixUse use, Node argument, int element, double[] x, List<Operand> operands) {
    String name = use.matrix().name();
    int columns = use.matrix().columns();
    Tensor matrix = parameters.get(name);
    double[] terms = new double[x.length];
    for (int j = 0; j < terms.length; j++) {
      terms[j] = use.multiplies(element, j) ? x[j] * matrix.get(use.element(element, j)) : 0;
    }
    int j = Largest.magnitude(terms);
    int at = use.element(element, j);
    String entry = name + "[" + at / columns + "," + at % columns + "]";
    operands.add(new Operand(entry, matrix.get(at)));
    operands.add(new Operand(equations.label(argument) + "[" + j + "]", x[j]));
  }
}
