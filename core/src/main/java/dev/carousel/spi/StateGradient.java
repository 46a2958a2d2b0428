package dev.carousel.spi;

/**
 * The gradient of the loss with respect to one state of one layer after one time step, for a range
 * of rows of the batch. Its {@link #path()} says which part of it: by default everything that
 * reaches the state, from the layer above and from later steps. A view of live memory: valid only
 * during the call that receives it, and only on that thread.
 */
public interface StateGradient {
  /** The group of the layer's parameters: {@code layer0}, or {@code layer0-reverse}. */
  String layer();

  /**
   * The name of the state, as the cell gave it. A gradient through products may belong to a vector
   * that is not a state ({@code r * h}); it has the name of the first matrix that multiplies that
   * vector.
   */
  String state();

  /** Which part of the gradient it is. */
  default GradientPath path() {
    return GradientPath.TOTAL;
  }

  /**
   * The time step, from 0, in the order of the sequence, also in a reverse layer. It is the step
   * after which the state has this gradient, or the step of the products.
   */
  int time();

  /** The index in the batch of the first row of this view. */
  int firstRow();

  /** The number of rows of this view. */
  int rows();

  /** The size of the state. */
  int size();

  /** One element. */
  double get(int row, int unit);

  /**
   * Changes one element.
   *
   * @throws IllegalStateException if the hook does not declare that it changes steps
   */
  void set(int row, int unit, double value);

  /** Sets all of it to zero, so that none of it is passed on. */
  default void clear() {
    for (int row = 0; row < rows(); row++) {
      for (int unit = 0; unit < size(); unit++) {
        set(row, unit, 0);
      }
    }
  }

  /** The Euclidean norm of one row. */
  default double rowNorm(int row) {
    double sum = 0;
    for (int unit = 0; unit < size(); unit++) {
      double value = get(row, unit);
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
