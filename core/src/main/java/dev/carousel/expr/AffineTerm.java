package dev.carousel.expr;

import org.jspecify.annotations.Nullable;

/**
 * One part of {@link Step#affine}: a vector to multiply by its own matrix, or what is said of the
 * bias. A plain {@link Expr} takes the step's default initialiser. Used by one thread, within the
 * step that it belongs to.
 */
public interface AffineTerm {
  /** A vector to multiply, with the initialiser of its matrix. */
  record Weighted(Expr operand, Initializer init) implements AffineTerm {}

  /**
   * A vector to multiply by a block-diagonal matrix: it is cut into as many pieces, each with a
   * block of its own. The parameter has the size of the result as its rows, and the size of one
   * piece as its columns.
   *
   * @param init of the parameter; null for the step's default
   */
  record BlockDiagonal(Expr operand, int blocks, @Nullable Initializer init)
      implements AffineTerm {}

  /** The bias, with its initialiser. */
  record Bias(Initializer init) implements AffineTerm {}

  /** No bias. */
  record NoBias() implements AffineTerm {}
}
