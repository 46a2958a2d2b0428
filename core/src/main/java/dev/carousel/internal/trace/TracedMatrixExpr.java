package dev.carousel.internal.trace;

import dev.carousel.expr.Expr;
import dev.carousel.expr.MatrixExpr;
import dev.carousel.internal.graph.GraphBuilder;
import dev.carousel.internal.graph.Node;

/** A matrix that records its operations in a graph, as the vector of its elements. */
record TracedMatrixExpr(TracedExpr elements, int heads, int rows, int columns)
    implements MatrixExpr {

  /** The matrices {@code x y'} of each head. */
  static TracedMatrixExpr outer(TracedExpr x, TracedExpr y, int heads) {
    requireHeads(x, heads);
    requireHeads(y, heads);
    Node node = x.trace().graph().outer(heads, x.node(), y.node());
    String text = x.label() + " " + y.label() + "'";
    TracedExpr elements = x.trace().formula(node, TracedExpr.shortened(text));
    return new TracedMatrixExpr(elements, heads, x.size() / heads, y.size() / heads);
  }

  private static void requireHeads(TracedExpr x, int heads) {
    if (heads < 1 || x.size() % heads != 0) {
      throw x.trace()
          .error(
              "A vector must have as many elements for each head.",
              x.label() + " of size " + x.size() + ", for " + heads + " heads",
              "a number of heads that divides " + x.size());
    }
  }

  @Override
  public Expr asVector() {
    return elements;
  }

  @Override
  public MatrixExpr plus(MatrixExpr other) {
    return with((TracedExpr) elements.plus(alike(other, "+")));
  }

  @Override
  public MatrixExpr minus(MatrixExpr other) {
    return with((TracedExpr) elements.minus(alike(other, "-")));
  }

  @Override
  public MatrixExpr scaled(double factor) {
    return with((TracedExpr) elements.times(factor));
  }

  @Override
  public MatrixExpr scaled(Expr factor) {
    TracedExpr own = own(factor);
    Node each = own.size() == 1 ? graph().repeat(own.node(), heads) : own.node();
    require(each.size() == heads, own, heads, "scaled");
    return with(formula(graph().outer(heads, each, elements.node()), own, "*"));
  }

  @Override
  public MatrixExpr scaledRows(Expr factors) {
    TracedExpr own = own(factors);
    require(own.size() == heads * rows, own, heads * rows, "scaledRows");
    return with(formula(graph().outer(heads * rows, own.node(), elements.node()), own, "*"));
  }

  @Override
  public MatrixExpr scaledColumns(Expr factors) {
    TracedExpr own = own(factors);
    require(own.size() == heads * columns, own, heads * columns, "scaledColumns");
    Node ones = graph().constant(1, heads * rows);
    TracedExpr each = formula(graph().outer(heads, ones, own.node()), own, "in each row of");
    return with((TracedExpr) elements.times(each));
  }

  @Override
  public Expr times(Expr v) {
    TracedExpr own = own(v);
    require(own.size() == heads * columns, own, heads * columns, "times");
    return formula(graph().times(heads, elements.node(), own.node()), own, "");
  }

  @Override
  public Expr transposedTimes(Expr v) {
    TracedExpr own = own(v);
    require(own.size() == heads * rows, own, heads * rows, "transposedTimes");
    return formula(graph().transposedTimes(heads, elements.node(), own.node()), own, "'");
  }

  private TracedMatrixExpr with(TracedExpr other) {
    return new TracedMatrixExpr(other, heads, rows, columns);
  }

  private TracedExpr own(Expr v) {
    return elements.trace().own(v);
  }

  private GraphBuilder graph() {
    return elements.trace().graph();
  }

  private TracedExpr formula(Node node, TracedExpr other, String sign) {
    String text = "(" + elements.label() + sign + " " + other.label() + ")";
    return elements.trace().formula(node, TracedExpr.shortened(text));
  }

  private Expr alike(MatrixExpr other, String sign) {
    if (other.heads() != heads || other.rows() != rows || other.columns() != columns) {
      throw elements
          .trace()
          .error(
              "Both sides of (" + elements.label() + " " + sign + " ..) must have the same shape.",
              this + " and " + other,
              "matrices with as many heads, rows and columns");
    }
    return other.asVector();
  }

  private void require(boolean isFit, TracedExpr v, int wanted, String method) {
    if (!isFit) {
      throw elements
          .trace()
          .error(
              "The vector does not fit the matrix in " + method + "(" + v.label() + ").",
              v.label() + " of size " + v.size() + ", for " + this,
              "a vector of " + wanted);
    }
  }

  @Override
  public String toString() {
    return elements.label() + "[" + heads + " x " + rows + " x " + columns + "]";
  }
}
