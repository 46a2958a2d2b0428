package dev.carousel.spi;

/**
 * The total gradient of the loss with respect to one state of one layer after one time step, for a
 * range of rows of the batch: everything that reaches the state, from the layer above and from
 * later steps. A view of live memory: valid only during the call that hands it over.
 */
public interface StateGradient {
  /** The group of the layer's parameters: {@code layer0}, or {@code layer0-reverse}. */
  String layer();

  /** The name of the state, as the cell gave it. */
  String state();

  /** The time step, from 0, in the order of the sequence (for a reverse layer too). */
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
