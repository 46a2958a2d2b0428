package dev.carousel.internal.engine.reference;

import dev.carousel.internal.graph.Node;
import dev.carousel.tensor.Tensor;

/** What an {@link Interpreter} computes with: numbers of one precision, handed round as doubles. */
interface Arithmetic {
  /** The number of this precision that is nearest. */
  double rounded(double value);

  /** One element of an element-wise operation. */
  double apply(Node node, double x, double y, double z);

  /** The sum of all elements. */
  double sum(double[] x);

  /** Adds a matrix times x to y. */
  void addProduct(Node.MatrixUse use, Tensor matrix, double[] x, double[] y);

  /** A product of computed values within blocks. */
  double[] blockProduct(Node node, double[] x, double[] y);

  /** A function of the elements of each group; an operand that it has not is x again. */
  double[] ofGroups(Node node, double[] x, double[] y);
}
