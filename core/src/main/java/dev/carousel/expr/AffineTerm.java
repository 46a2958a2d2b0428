package dev.carousel.expr;

/**
 * One part of {@link Step#affine}: a vector to multiply by its own matrix, or what is said of the
 * bias. A plain {@link Expr} takes the step's default initialiser. Used by one thread, within the
 * step that it belongs to.
 */
public interface AffineTerm {
  /** A vector to multiply, with the initialiser of its matrix. */
  record Weighted(Expr operand, Initializer init) implements AffineTerm {}

  /** The bias, with its initialiser. */
  record Bias(Initializer init) implements AffineTerm {}

  /** No bias. */
  record NoBias() implements AffineTerm {}
}
