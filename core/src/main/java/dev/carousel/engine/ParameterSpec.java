package dev.carousel.engine;

import dev.carousel.expr.Initializer;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Objects;

/**
 * A parameter that a cell declares.
 *
 * @param name unique within the cell: {@code i.Wh}
 * @param rows the number of outputs of a matrix, or the size of a vector
 * @param columns the number of inputs of a matrix; 0 for a vector
 * @param initializer gives its initial values
 */
public record ParameterSpec(String name, int rows, int columns, Initializer initializer) {

  /** Whether it is a matrix, not a vector. */
  public boolean isMatrix() {
    return columns > 0;
  }

  /**
   * The number of elements.
   *
   * @throws ArithmeticException if that is more than an array can have; see {@link #elements}
   */
  public int size() {
    return Math.toIntExact(elements());
  }

  /** The number of elements, even if it is more than an array can have. */
  public long elements() {
    return isMatrix() ? (long) rows * columns : rows;
  }

  /** The extents: of a matrix two, of a vector one. */
  public int[] shape() {
    return isMatrix() ? new int[] {rows, columns} : new int[] {rows};
  }

  /** Zeros of this parameter's shape. */
  public Tensor zeros(Precision precision) {
    return precision.zeros(shape());
  }

  /** Two declarations are the same if their names are: names are unique within a cell. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSpec that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }
}
