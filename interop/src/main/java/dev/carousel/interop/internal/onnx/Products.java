package dev.carousel.interop.internal.onnx;

import dev.carousel.internal.graph.Node;
import dev.carousel.interop.internal.onnx.OnnxGraph.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes sums of matrices times vectors. Not thread-safe.
 *
 * @param operations of the graph that the nodes go to
 * @param weights of the layer
 */
record Products(Operations operations, Weights weights) {

  /**
   * A matrix times a vector, added to a sum.
   *
   * @param sum so far; null for none
   * @param size of the product
   */
  Value plus(@Nullable Value sum, Node.MatrixUse use, Value x, int size) {
    if (use.blocks() > 1) {
      return sum(sum, blocks(use, x, size));
    }
    String matrix = use.matrix().name();
    if (x.axes() == 1) {
      return gemm(sum, matrix, use.transposed(), x, size);
    }
    String right = weights.matrix(matrix, !use.transposed());
    return sum(sum, new Value(graph().add("MatMul", x.name(), right), x.axes(), size));
  }

  private Value gemm(@Nullable Value sum, String matrix, boolean transposed, Value x, int size) {
    List<String> arguments =
        sum == null
            ? List.of(x.name(), weights.matrix(matrix, false))
            : List.of(x.name(), weights.matrix(matrix, false), sum.name());
    return new Value(
        graph().add("Gemm", arguments, Attribute.of("transB", transposed ? 0 : 1)), 1, size);
  }

  private Value blocks(Node.MatrixUse use, Value x, int size) {
    int blocks = use.blocks();
    String cut = operations.shaped(x, blocks, 1, x.size() / blocks);
    String product = graph().add("MatMul", cut, weights.blocks(use));
    return operations.flat(product, x.axes(), size);
  }

  /** A matrix times symbols, each a vector of zeros with a one: columns of the matrix. */
  Value columns(@Nullable Value sum, Node.MatrixUse use, String ids, int axes, int size) {
    String rows = weights.matrix(use.matrix().name(), !use.transposed());
    return sum(sum, new Value(graph().add("Gather", rows, ids), axes, size));
  }

  Value sum(@Nullable Value sum, Value other) {
    return sum == null
        ? other
        : new Value(
            graph().add("Add", sum.name(), other.name()),
            Math.max(sum.axes(), other.axes()),
            other.size());
  }

  private OnnxGraph graph() {
    return operations.graph();
  }
}
