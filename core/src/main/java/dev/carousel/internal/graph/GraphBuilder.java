package dev.carousel.internal.graph;

import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.spi.GradientPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nodes of one graph, in an order in which arguments come first. Two requests for the
 * same operation on the same arguments give one node.
 */
public final class GraphBuilder {
  private record Key(Op op, int size, List<Node> arguments, Node.Detail detail) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Key, Node> known = new HashMap<>();

  /** All nodes made so far, in order. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The number of nodes made so far. */
  int size() {
    return nodes.size();
  }

  /** A node by its position. */
  Node node(int id) {
    return nodes.get(id);
  }

  /** The layer's input. */
  public Node input(int size) {
    return leaf(Op.INPUT, size, new Node.None());
  }

  /** A state as the step before left it. */
  public Node state(String name, int size) {
    return leaf(Op.STATE, size, new Node.StateName(name));
  }

  /** A mask that the step is given. */
  public Node given(MaskSpec mask) {
    return leaf(Op.GIVEN, mask.size(), new Node.Mask(mask));
  }

  /** A vector parameter. */
  public Node vector(ParameterSpec parameter) {
    return leaf(Op.VECTOR, parameter.rows(), new Node.Parameter(parameter));
  }

  /** A vector of one repeated number. */
  public Node constant(double value, int size) {
    return leaf(Op.CONSTANT, size, new Node.Line(0, value));
  }

  /**
   * The value of a node of the forward graph. Parameters and constants are the same in both graphs
   * and are not saved.
   */
  public Node saved(Node forward) {
    return switch (forward.op()) {
      case VECTOR, CONSTANT -> leaf(forward.op(), forward.size(), forward.detail());
      default -> leaf(Op.SAVED, forward.size(), new Node.Source(forward));
    };
  }

  /** The gradient of a state that arrives from the step after. */
  public Node stateGradient(String name, int size) {
    return leaf(Op.STATE_GRADIENT, size, new Node.StateName(name));
  }

  /** The gradient of the output that arrives from above. */
  public Node outputGradient(int size) {
    return leaf(Op.OUTPUT_GRADIENT, size, new Node.None());
  }

  /** A sum of matrices times vectors, and a bias. */
  public Node affine(
      int size, List<Node> operands, List<Node.MatrixUse> uses, @Nullable ParameterSpec bias) {
    return node(Op.AFFINE, size, operands, new Node.Matrices(uses, bias));
  }

  /** Shows part of the gradient of a state to whoever watches. */
  public Node tap(String state, GradientPath path, Node gradient) {
    return node(Op.TAP, gradient.size(), List.of(gradient), new Node.Shown(state, path));
  }

  /** A node of its own with the value of another. */
  public Node fresh(Node x) {
    return add(Op.IDENTITY, x.size(), List.of(x), new Node.None());
  }

  /** The value of another node, which no gradient goes through. */
  public Node held(Node x) {
    return node(Op.IDENTITY, x.size(), List.of(x), new Node.Held());
  }

  /** The same operation as a node's of another graph, on other arguments. */
  Node like(Node other, List<Node> arguments) {
    return node(other.op(), other.size(), arguments, other.detail());
  }

  /** {@code scale * x + shift}. */
  public Node linear(double scale, Node x, double shift) {
    return scale == 1 && shift == 0
        ? x
        : node(Op.LINEAR, x.size(), List.of(x), new Node.Line(scale, shift));
  }

  /** An element-wise operation that has no constants. */
  public Node pointwise(Op op, Node... arguments) {
    return node(op, arguments[0].size(), List.of(arguments), new Node.None());
  }

  /** The sums of the elements of each of as many groups of neighbours. */
  public Node sum(Node x, int groups) {
    return node(Op.SUM, groups, List.of(x), new Node.None());
  }

  /** Each element repeated, for a vector of a size that is a multiple. */
  public Node repeat(Node x, int size) {
    return size == x.size() ? x : node(Op.REPEAT, size, List.of(x), new Node.None());
  }

  /** In each of as many blocks, {@code x y'}. */
  public Node outer(int blocks, Node x, Node y) {
    int size = x.size() * y.size() / blocks;
    return node(Op.OUTER, size, List.of(x, y), new Node.Blocks(blocks));
  }

  /** In each of as many blocks, {@code X y}. */
  public Node times(int blocks, Node matrix, Node y) {
    int size = matrix.size() * blocks / y.size();
    return node(Op.TIMES, size, List.of(matrix, y), new Node.Blocks(blocks));
  }

  /** In each of as many blocks, {@code X' y}. */
  public Node transposedTimes(int blocks, Node matrix, Node y) {
    int size = matrix.size() * blocks / y.size();
    return node(Op.TRANSPOSED_TIMES, size, List.of(matrix, y), new Node.Blocks(blocks));
  }

  /** A function of each group's elements together. */
  public Node grouped(Op op, Node.Groups groups, Node... arguments) {
    int size =
        switch (op) {
          case OF_LARGEST -> groups.count();
          case AT_LARGEST -> arguments[1].size();
          default -> arguments[0].size();
        };
    return node(op, size, List.of(arguments), groups);
  }

  /** A range of x. */
  public Node slice(Node x, int from, int size) {
    return node(Op.SLICE, size, List.of(x), new Node.Offset(from));
  }

  /** x within zeros. */
  public Node pad(Node x, int from, int size) {
    return node(Op.PAD, size, List.of(x), new Node.Offset(from));
  }

  /** All vectors one after the other. */
  public Node concat(List<Node> parts) {
    int size = parts.stream().mapToInt(Node::size).sum();
    return node(Op.CONCAT, size, parts, new Node.None());
  }

  private Node leaf(Op op, int size, Node.Detail detail) {
    return node(op, size, List.of(), detail);
  }

  private Node node(Op op, int size, List<Node> arguments, Node.Detail detail) {
    Key key = new Key(op, size, List.copyOf(arguments), detail);
    Node existing = known.get(key);
    if (existing != null) {
      return existing;
    }
    Node made = add(op, size, arguments, detail);
    known.put(key, made);
    return made;
  }

  private Node add(Op op, int size, List<Node> arguments, Node.Detail detail) {
    Node made = new Node(nodes.size(), op, size, arguments, detail);
    nodes.add(made);
    return made;
  }
}
