package dev.carousel.internal.engine.reference;

import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.BlockLoops;
import dev.carousel.internal.kernel.BlockProduct;
import dev.carousel.internal.kernel.Elementwise.Rows;
import dev.carousel.internal.kernel.FloatMath;
import dev.carousel.internal.kernel.GroupFunction;
import dev.carousel.internal.kernel.GroupLoops;
import dev.carousel.internal.kernel.PartialSums;
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
    float[] weights = ((FloatTensor) matrix).array();
    int height = y.length / use.blocks();
    int width = x.length / use.blocks();
    for (int block = 0; block < use.blocks(); block++) {
      int from = block * width;
      int[] present = IntStream.range(from, from + width).filter(j -> x[j] != 0).toArray();
      for (int i = block * height; i < (block + 1) * height; i++) {
        float sum = (float) y[i];
        for (int j : present) {
          sum = Math.fma(weights[use.element(i, j)], (float) x[j], sum);
        }
        y[i] = sum;
      }
    }
  }

  @Override
  public double[] blockProduct(Node node, double[] x, double[] y) {
    float[] out = new float[node.size()];
    int m = node.blockRows();
    int n = node.blockColumns();
    BlockProduct product =
        new BlockProduct(node.op(), node.blocks(), m, n, row(x), row(y), new Rows(out, 0));
    BlockLoops.apply(product, 1, 0, 0, 0, new float[PartialSums.LANES]);
    return doubles(out);
  }

  @Override
  public double[] ofGroups(Node node, double[] x, double[] y) {
    float[] out = new float[node.size()];
    int groups = node.groups().count();
    float epsilon = (float) node.groups().epsilon();
    int size = node.groupSize();
    GroupFunction function =
        new GroupFunction(node.op(), groups, size, epsilon, row(x), row(y), new Rows(out, 0));
    GroupLoops.apply(function, 1, 0, 0, 0, new float[PartialSums.LANES]);
    return doubles(out);
  }

  private static Rows row(double[] x) {
    return new Rows(floats(x), 0);
  }

  private static float[] floats(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  private static double[] doubles(float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
  }
}
