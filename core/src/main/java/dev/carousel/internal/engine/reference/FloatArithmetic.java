package dev.carousel.internal.engine.reference;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * In float, as the kernels compute: the same function of each element, and products as chains of
 * fused multiply-adds. A result can differ from the fused engine's in its last bits alone, where
 * that adds up in another order.
 *
 * <p>Products leave out what is multiplied by 0, which is most of a one-hot vector: the matrix must
 * be finite.
 */
final class FloatArithmetic implements Arithmetic {
  @Override
  public double rounded(double value) {
    return (float) value;
  }

  @Override
  public double apply(Node node, double x, double y, double z) {
    boolean isLinear = node.op() == Op.LINEAR;
    float scale = isLinear ? (float) node.scale() : 0;
    float shift = isLinear ? (float) node.shift() : 0;
    return FloatMath.apply(node.op(), scale, shift, (float) x, (float) y, (float) z);
  }

  @Override
  public double sum(double[] x) {
    float sum = 0;
    for (double element : x) {
      sum += (float) element;
    }
    return sum;
  }

  @Override
  public void addProduct(Node.MatrixUse use, Tensor matrix, double[] x, double[] y) {
    int columns = use.matrix().columns();
    float[] weights = ((FloatTensor) matrix).array();
    int[] present = IntStream.range(0, x.length).filter(j -> x[j] != 0).toArray();
    int row = use.transposed() ? 1 : columns;
    int column = use.transposed() ? columns : 1;
    for (int i = 0; i < y.length; i++) {
      float sum = (float) y[i];
      for (int j : present) {
        sum = Math.fma(weights[i * row + j * column], (float) x[j], sum);
      }
      y[i] = sum;
    }
  }
}
