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
    int columns = use.matrix().columns();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += matrix.get(use.transposed() ? j * columns + i : i * columns + j) * x[j];
      }
    }
  }
}
