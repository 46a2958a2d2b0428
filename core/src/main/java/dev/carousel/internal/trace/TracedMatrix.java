package dev.carousel.internal.trace;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Matrix;
import dev.carousel.internal.graph.Node;
import java.util.List;

/** A matrix that records its products in a graph. */
record TracedMatrix(Trace trace, ParameterSpec parameter) implements Matrix {

  @Override
  public int rows() {
    return parameter.rows();
  }

  @Override
  public int columns() {
    return parameter.columns();
  }

  @Override
  public Expr times(Expr v) {
    return product(v, false);
  }

  @Override
  public Expr transposedTimes(Expr v) {
    return product(v, true);
  }

  private Expr product(Expr v, boolean transposed) {
    TracedExpr operand = trace.own(v);
    String text = parameter.name() + (transposed ? "' " : " ") + operand.label();
    int wanted = transposed ? rows() : columns();
    if (operand.size() != wanted) {
      throw trace.error(
          "The vector does not fit the matrix in " + text + ".",
          operand.label() + " of size " + operand.size() + "; the matrix needs " + wanted,
          "times takes a vector of " + columns() + ", transposedTimes one of " + rows());
    }
    Node product =
        trace
            .graph()
            .affine(
                transposed ? columns() : rows(),
                List.of(operand.node()),
                List.of(new Node.MatrixUse(parameter, transposed)),
                null);
    return trace.formula(product, text);
  }
}
