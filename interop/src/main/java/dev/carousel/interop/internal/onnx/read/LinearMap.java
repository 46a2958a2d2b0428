package dev.carousel.interop.internal.onnx.read;

import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Gemm}, or a {@code MatMul} with the {@code Add} of its bias. Immutable.
 *
 * @param isTurned whether the matrix is {@code [outputs, inputs]}
 * @param bias null for none
 * @param result the name of its output
 */
record LinearMap(
    OnnxNode node, OnnxTensor matrix, boolean isTurned, @Nullable OnnxTensor bias, String result) {

  /** Whether a node multiplies a value by a constant matrix. */
  static boolean is(OnnxGraphFile file, OnnxNode node, String value) {
    boolean isProduct = node.operator().equals("Gemm") || node.operator().equals("MatMul");
    OnnxTensor matrix = file.tensor(node.input(1));
    return isProduct
        && node.input(0).equals(value)
        && matrix != null
        && matrix.isReal()
        && matrix.rank() == 2;
  }

  /** A node that {@link #is} one. */
  static LinearMap of(OnnxGraphFile file, OnnxNode node) {
    OnnxTensor matrix = Objects.requireNonNull(file.tensor(node.input(1)));
    String result = node.outputs().get(0);
    if (node.operator().equals("Gemm")) {
      boolean isPlain =
          node.real("alpha", 1) == 1 && node.real("beta", 1) == 1 && node.number("transA", 0) == 0;
      if (!isPlain) {
        throw new Unreadable(
            "alpha = beta = 1 and transA = 0",
            "others in the " + node.words(),
            "export the network again");
      }
      OnnxTensor bias = node.input(2).isEmpty() ? null : file.tensor(node.input(2));
      return new LinearMap(node, matrix, node.number("transB", 0) != 0, bias, result).checked();
    }
    List<OnnxNode> readers = file.readersOf(result);
    if (readers.size() == 1 && readers.get(0).operator().equals("Add")) {
      OnnxNode add = readers.get(0);
      OnnxTensor bias = file.tensor(add.input(add.input(0).equals(result) ? 1 : 0));
      if (bias != null) {
        return new LinearMap(node, matrix, false, bias, add.outputs().get(0)).checked();
      }
    }
    return new LinearMap(node, matrix, false, null, result);
  }

  private LinearMap checked() {
    if (bias != null && (!bias.isReal() || bias.size() != outputs())) {
      throw new Unreadable(
          "a bias of " + outputs() + " numbers", bias.words(), "export the network again");
    }
    return this;
  }

  int outputs() {
    return matrix.extent(isTurned ? 0 : 1);
  }

  int inputs() {
    return matrix.extent(isTurned ? 1 : 0);
  }

  /** The matrix as {@code [outputs, inputs]}. */
  Tensor weights() {
    FloatTensor weights = new FloatTensor(outputs(), inputs());
    for (int i = 0; i < weights.size(); i++) {
      int row = i / inputs();
      int column = i % inputs();
      weights.set(i, matrix.get(isTurned ? i : column * outputs() + row));
    }
    return weights;
  }

  /** The bias; zeros if there is none. */
  Tensor offsets() {
    FloatTensor offsets = new FloatTensor(outputs());
    for (int i = 0; bias != null && i < offsets.size(); i++) {
      offsets.set(i, bias.get(i));
    }
    return offsets;
  }
}
