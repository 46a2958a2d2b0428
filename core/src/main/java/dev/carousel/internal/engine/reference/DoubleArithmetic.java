package dev.carousel.internal.engine.reference;

import dev.carousel.internal.graph.Node;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;

/** In double, one plain loop per operation. */
final class DoubleArithmetic implements Arithmetic {
  @Override
  public double rounded(double value) {
    return value;
  }

  @Override
  public double apply(Node node, double x, double y, double z) {
    return ScalarMath.apply(node, x, y, z);
  }

  @Override
  public double sum(double[] x) {
    return Arrays.stream(x).sum();
  }

  @Override
  public void addProduct(Node.MatrixUse use, Tensor matrix, double[] x, double[] y) {
    int height = y.length / use.blocks();
    int width = x.length / use.blocks();
    for (int i = 0; i < y.length; i++) {
      int block = i / height;
      for (int j = block * width; j < (block + 1) * width; j++) {
        y[i] += matrix.get(use.element(i, j)) * x[j];
      }
    }
  }

  @Override
  public double[] blockProduct(Node node, double[] x, double[] y) {
    return GroupMath.blockProduct(node, x, y);
  }

  @Override
  public double[] ofGroups(Node node, double[] x, double[] y) {
    return GroupMath.ofGroups(node, x, y);
  }
}
