package dev.carousel.internal.trace;

import dev.carousel.expr.Expr;
import dev.carousel.expr.MatrixExpr;
import dev.carousel.internal.graph.GraphBuilder;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression that records its operations in a graph.
 *
 * @param trace what it belongs to
 * @param node its place in the graph
 * @param label what errors and parameters call it
 */
record TracedExpr(Trace trace, Node node, String label) implements Expr {
  private static final int LONGEST_LABEL = 60;
  private static final double LAYER_NORM_EPSILON = 1e-5;
  private static final double RMS_NORM_EPSILON = 1e-6;

  @Override
  public int size() {
    return node.size();
  }

  @Override
  public Expr named(String name) {
    return trace.named(node, name);
  }

  @Override
  public Expr plus(Expr other) {
    return binary(Op.ADD, other, "+");
  }

  @Override
  public Expr plus(double constant) {
    return linear(1, constant, "(" + label + " + " + constant + ")");
  }

  @Override
  public Expr minus(Expr other) {
    return binary(Op.SUBTRACT, other, "-");
  }

  @Override
  public Expr minus(double constant) {
    return linear(1, -constant, "(" + label + " - " + constant + ")");
  }

  @Override
  public Expr times(Expr other) {
    return binary(Op.MULTIPLY, other, "*");
  }

  @Override
  public Expr times(double constant) {
    return linear(constant, 0, "(" + constant + " * " + label + ")");
  }

  @Override
  public Expr dividedBy(Expr other) {
    return binary(Op.DIVIDE, other, "/");
  }

  @Override
  public Expr oneMinus() {
    return linear(-1, 1, "(1 - " + label + ")");
  }

  @Override
  public Expr negate() {
    return linear(-1, 0, "-" + label);
  }

  @Override
  public Expr reciprocal() {
    return unary(Op.RECIPROCAL, "1/");
  }

  @Override
  public Expr square() {
    return unary(Op.SQUARE, "square");
  }

  @Override
  public Expr exp() {
    return unary(Op.EXP, "exp");
  }

  @Override
  public Expr log() {
    return unary(Op.LOG, "log");
  }

  @Override
  public Expr sqrt() {
    return unary(Op.SQRT, "sqrt");
  }

  @Override
  public Expr abs() {
    return unary(Op.ABS, "abs");
  }

  @Override
  public Expr sin() {
    return unary(Op.SIN, "sin");
  }

  @Override
  public Expr cos() {
    return unary(Op.COS, "cos");
  }

  @Override
  public Expr tanh() {
    return unary(Op.TANH, "tanh");
  }

  @Override
  public Expr sigmoid() {
    return unary(Op.SIGMOID, "sigmoid");
  }

  @Override
  public Expr relu() {
    return unary(Op.RELU, "relu");
  }

  @Override
  public Expr softplus() {
    return unary(Op.SOFTPLUS, "softplus");
  }

  @Override
  public Expr silu() {
    return times(sigmoid());
  }

  @Override
  public Expr min(Expr other) {
    return binary(Op.MIN, other, "min");
  }

  @Override
  public Expr max(Expr other) {
    return binary(Op.MAX, other, "max");
  }

  @Override
  public Expr clamp(double low, double high) {
    if (!(low <= high)) {
      throw trace.error(
          "The bounds of clamp must be numbers, the lower one first.",
          "clamp(" + low + ", " + high + ")",
          "clamp(" + high + ", " + low + ")");
    }
    return max(trace.constant(low, size())).min(trace.constant(high, size()));
  }

  @Override
  public Expr sum() {
    return sum(1);
  }

  @Override
  public Expr sum(int groups) {
    return wrap(graph().sum(node, requireGroups(groups)), "sum(" + label + ")");
  }

  @Override
  public Expr mean() {
    return mean(1);
  }

  @Override
  public Expr mean(int groups) {
    return sum(groups).times((double) groups / size());
  }

  @Override
  public Expr largest() {
    return largest(1);
  }

  @Override
  public Expr largest(int groups) {
    Node.Groups of = new Node.Groups(requireGroups(groups), 0);
    return wrap(graph().grouped(Op.OF_LARGEST, of, node, node), "largest(" + label + ")");
  }

  @Override
  public Expr softmax() {
    return softmax(1);
  }

  @Override
  public Expr softmax(int groups) {
    return ofGroups(Op.SOFTMAX, groups, 0, "softmax");
  }

  @Override
  public Expr layerNorm(int groups) {
    return ofGroups(Op.LAYER_NORM, groups, LAYER_NORM_EPSILON, "layerNorm");
  }

  @Override
  public Expr rmsNorm(int groups) {
    return ofGroups(Op.RMS_NORM, groups, RMS_NORM_EPSILON, "rmsNorm");
  }

  private Expr ofGroups(Op op, int groups, double epsilon, String name) {
    Node.Groups of = new Node.Groups(requireGroups(groups), epsilon);
    return wrap(graph().grouped(op, of, node), name + "(" + label + ")");
  }

  private int requireGroups(int groups) {
    if (groups < 1 || size() % groups != 0) {
      throw trace.error(
          "All groups must have the same number of elements.",
          label + " of size " + size() + ", in " + groups + " groups",
          "a number of groups that divides " + size());
    }
    return groups;
  }

  @Override
  public Expr stopGradient() {
    return wrap(graph().held(node), label);
  }

  @Override
  public Expr gradientTo(Expr target, Expr slope) {
    TracedExpr to = trace.own(target);
    TracedExpr times = trace.own(slope);
    if (to.size() != size() || times.size() != size()) {
      throw trace.error(
          "A value, the target of its gradient and the slope must have the same size.",
          this + ", " + to + ", " + times,
          "bring them to one size: by repeat, slice or mean");
    }
    return wrap(graph().pointwise(Op.SURROGATE, node, to.node, times.node), label);
  }

  @Override
  public MatrixExpr asMatrix(int heads, int rows, int columns) {
    if (Math.min(heads, Math.min(rows, columns)) < 1 || heads * rows * columns != size()) {
      throw trace.error(
          "The elements of " + label + " do not fill the matrix.",
          size() + " elements, for " + heads + " x " + rows + " x " + columns,
          "heads, rows and columns whose product is " + size());
    }
    return new TracedMatrixExpr(this, heads, rows, columns);
  }

  @Override
  public MatrixExpr outer(int heads, Expr y) {
    return TracedMatrixExpr.outer(this, trace.own(y), heads);
  }

  @Override
  public Expr repeat(int size) {
    if (size() != 1 || size < 1) {
      throw trace.error(
          "Only a vector of size 1 can be repeated, and at least once.",
          label + " of size " + size() + ", to be repeated to " + size,
          "mean() or sum() make a vector of size 1, concat(..) repeats a longer one");
    }
    return wrap(graph().repeat(node, size), label);
  }

  @Override
  public Expr repeatEach(int times) {
    if (times < 1) {
      throw trace.error(
          "Elements can be repeated at least once.",
          label + ", " + times + " times",
          "repeatEach(1) is the vector itself");
    }
    return wrap(graph().repeat(node, size() * times), "repeatEach(" + label + ")");
  }

  @Override
  public Expr slice(int from, int to) {
    if (from < 0 || to > size() || from >= to) {
      throw trace.error(
          "A slice must lie within its vector and must not be empty.",
          label + "[" + from + ", " + to + ") of a vector of size " + size(),
          "count from 0, end excluded: slice(0, " + size() + ") is the whole vector");
    }
    return wrap(graph().slice(node, from, to - from), label + "[" + from + ", " + to + ")");
  }

  @Override
  public Expr concat(Expr... others) {
    List<Node> parts = new ArrayList<>(List.of(node));
    for (Expr other : others) {
      parts.add(trace.own(other).node);
    }
    return wrap(graph().concat(parts), "concat(" + label + ", ..)");
  }

  private Expr unary(Op op, String name) {
    return wrap(graph().pointwise(op, node), name + "(" + label + ")");
  }

  private Expr linear(double scale, double shift, String text) {
    return wrap(graph().linear(scale, node, shift), text);
  }

  private Expr binary(Op op, Expr right, String sign) {
    TracedExpr other = trace.own(right);
    String text = "(" + label + " " + sign + " " + other.label + ")";
    int size = Math.max(size(), other.size());
    if ((size() != size && size() != 1) || (other.size() != size && other.size() != 1)) {
      throw trace.error(
          "Both sides of " + shortened(text) + " must have the same size.",
          label + " of size " + size() + ", " + other.label + " of size " + other.size(),
          "bring one to the other's size: by an affine map, slice, concat, or mean");
    }
    Node x = graph().repeat(node, size);
    Node y = graph().repeat(other.node, size);
    return wrap(graph().pointwise(op, x, y), text);
  }

  private Expr wrap(Node made, String text) {
    return trace.formula(made, shortened(text));
  }

  /** An expression in which others stand twice would double its text at each step. */
  static String shortened(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL - 3) + "...";
  }

  private GraphBuilder graph() {
    return trace.graph();
  }

  @Override
  public String toString() {
    return label + "[" + size() + "]";
  }
}
