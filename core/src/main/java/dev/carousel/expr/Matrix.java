package dev.carousel.expr;

/**
 * A matrix parameter for explicit products, for instance with its transpose. Immutable; made by
 * {@link Step#matrix}.
 */
public interface Matrix {
  /** The number of rows. */
  int rows();

  /** The number of columns. */
  int columns();

  /** {@code M v}: a vector of {@link #rows()} elements from one of {@link #columns()}. */
  Expr times(Expr v);

  /** {@code M' v}: a vector of {@link #columns()} elements from one of {@link #rows()}. */
  Expr transposedTimes(Expr v);
}
