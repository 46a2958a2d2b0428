package dev.carousel.internal.graph;

import dev.carousel.engine.MaskSpec;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.spi.GradientPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One vector of a step graph. Immutable, compared by identity; its arguments stand before it in the
 * graph's order.
 */
public final class Node {
  private final int id;
  private final Op op;
  private final int size;
  private final List<Node> arguments;
  private final Detail detail;

  Node(int id, Op op, int size, List<Node> arguments, Detail detail) {
    this.id = id;
    this.op = op;
    this.size = size;
    this.arguments = List.copyOf(arguments);
    this.detail = detail;
  }

  /** What an operation needs to know beside its arguments. */
  public sealed interface Detail {}

  /** Nothing. */
  public record None() implements Detail {}

  /** Of an {@link Op#IDENTITY} that no gradient goes through. */
  public record Held() implements Detail {}

  /** The name of a state. */
  public record StateName(String name) implements Detail {}

  /** The mask that a {@link Op#GIVEN} stands for. */
  public record Mask(MaskSpec spec) implements Detail {}

  /** What a {@link Op#TAP} shows: which part of the gradient of which state. */
  public record Shown(String name, GradientPath path) implements Detail {}

  /** The parameter that a {@link Op#VECTOR} reads. */
  public record Parameter(ParameterSpec spec) implements Detail {}

  /** The factor and the constant of a {@link Op#LINEAR}; a {@link Op#CONSTANT} is its shift. */
  public record Line(double scale, double shift) implements Detail {}

  /** Where a {@link Op#SLICE} or a {@link Op#PAD} begins. */
  public record Offset(int offset) implements Detail {}

  /** The blocks of a {@link Op.Kind#BILINEAR} operation, one matrix each. */
  public record Blocks(int count) implements Detail {}

  /**
   * The groups of a {@link Op.Kind#GROUPED} operation.
   *
   * @param epsilon what a norm adds under its root; else 0
   */
  public record Groups(int count, double epsilon) implements Detail {}

  /** The node of the forward graph that a {@link Op#SAVED} reads. */
  public record Source(Node node) implements Detail {}

  /** The matrices of an {@link Op#AFFINE}, one for each argument, and its bias. */
  public record Matrices(List<MatrixUse> uses, @Nullable ParameterSpec bias) implements Detail {
    /** Copies the list. */
    public Matrices {
      uses = List.copyOf(uses);
    }

    /** Whether one of them is block-diagonal. */
    public boolean hasBlocks() {
      return uses.stream().anyMatch(use -> use.blocks() > 1);
    }
  }

  /**
   * A matrix as it stands in a product: itself, or transposed.
   *
   * @param blocks into how many pieces the operand and the result are cut; the matrix has a block
   *     of rows for each, and no piece meets another's. 1 for a full matrix
   */
  public record MatrixUse(ParameterSpec matrix, boolean transposed, int blocks) {
    /** A full matrix. */
    public MatrixUse(ParameterSpec matrix, boolean transposed) {
      this(matrix, transposed, 1);
    }

    /** The same matrix, turned. */
    MatrixUse turned() {
      return new MatrixUse(matrix, !transposed, blocks);
    }

    /** Whether element j of the operand is in the same block as element i of the result. */
    public boolean multiplies(int i, int j) {
      int height = transposed ? matrix.columns() : matrix.rows() / blocks;
      int width = transposed ? matrix.rows() / blocks : matrix.columns();
      return i / height == j / width;
    }

    /** The element of the matrix that multiplies element j of the operand for element i. */
    public int element(int i, int j) {
      int columns = matrix.columns();
      return transposed ? j * columns + i % columns : i * columns + j % columns;
    }
  }

  /** The position in the graph. */
  public int id() {
    return id;
  }

  /** The kind of node. */
  public Op op() {
    return op;
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  /** The vectors that it is computed from. */
  public List<Node> arguments() {
    return arguments;
  }

  /** One of the vectors that it is computed from. */
  public Node argument(int index) {
    return arguments.get(index);
  }

  /** What the operation needs to know beside its arguments. */
  public Detail detail() {
    return detail;
  }

  /** The state's name, of a node that has one. */
  public String stateName() {
    return ((StateName) detail).name();
  }

  /** What a {@link Op#TAP} shows. */
  public Shown shown() {
    return (Shown) detail;
  }

  /** The mask of a {@link Op#GIVEN}. */
  public MaskSpec mask() {
    return ((Mask) detail).spec();
  }

  /** The parameter of a {@link Op#VECTOR}. */
  public ParameterSpec parameter() {
    return ((Parameter) detail).spec();
  }

  /** The factor of a {@link Op#LINEAR}. */
  public double scale() {
    return ((Line) detail).scale();
  }

  /** The constant of a {@link Op#LINEAR} or a {@link Op#CONSTANT}. */
  public double shift() {
    return ((Line) detail).shift();
  }

  /** Where a slice begins. */
  public int offset() {
    return ((Offset) detail).offset();
  }

  /** The number of matrices of a {@link Op.Kind#BILINEAR} operation. */
  public int blocks() {
    return ((Blocks) detail).count();
  }

  /** The number of rows of each of these matrices. */
  public int blockRows() {
    int first = argument(0).size() / blocks();
    int second = argument(1).size() / blocks();
    return switch (op) {
      case OUTER -> first;
      case TIMES -> first / second;
      default -> second;
    };
  }

  /** The number of columns of each of these matrices. */
  public int blockColumns() {
    int elements = op == Op.OUTER ? size : argument(0).size();
    return elements / blocks() / blockRows();
  }

  /** The groups of a {@link Op.Kind#GROUPED} operation. */
  public Groups groups() {
    return (Groups) detail;
  }

  /** The number of elements of each of these groups. */
  public int groupSize() {
    return Math.max(size, argument(0).size()) / groups().count();
  }

  /** The forward node of a {@link Op#SAVED}. */
  public Node source() {
    return ((Source) detail).node();
  }

  /** Whether it is given, or the value of another node, and no gradient goes through it. */
  public boolean isHeld() {
    return detail instanceof Held || op == Op.GIVEN;
  }

  /** The matrices of an {@link Op#AFFINE}. */
  public Matrices matrices() {
    return (Matrices) detail;
  }

  @Override
  public String toString() {
    return op + "#" + id + "[" + size + "]";
  }
}
