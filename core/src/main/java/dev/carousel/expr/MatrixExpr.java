package dev.carousel.expr;

/**
 * A matrix of one time step of one sequence, computed like an {@link Expr}: the state of a fast
 * weight memory, an outer product. With several heads it is one matrix for each, and a vector that
 * meets it is cut into as many pieces; no head sees another's. Immutable; made by {@link
 * Step#matrixState}, {@link Functions#outer} and {@link Expr#asMatrix}, never by users.
 *
 * <p>Sizes that do not fit are reported where the mistake is made, with the names of the operands.
 */
public interface MatrixExpr {
  /** The number of matrices. */
  int heads();

  /** The number of rows of each. */
  int rows();

  /** The number of columns of each. */
  int columns();

  /** The elements, head after head, row after row. */
  Expr asVector();

  /** Element-wise sum. */
  MatrixExpr plus(MatrixExpr other);

  /** Element-wise difference. */
  MatrixExpr minus(MatrixExpr other);

  /** Multiplies every element by a constant. */
  MatrixExpr scaled(double factor);

  /**
   * Multiplies each head by a number of its own.
   *
   * @param factor of one element for each head, or of one for all
   */
  MatrixExpr scaled(Expr factor);

  /**
   * Multiplies each row by a number of its own: {@code diag(factors) M}.
   *
   * @param factors of {@code heads * rows} elements
   */
  MatrixExpr scaledRows(Expr factors);

  /**
   * Multiplies each column by a number of its own: {@code M diag(factors)}.
   *
   * @param factors of {@code heads * columns} elements
   */
  MatrixExpr scaledColumns(Expr factors);

  /** {@code M v}: from {@code heads * columns} elements to {@code heads * rows}. */
  Expr times(Expr v);

  /** {@code M' v}: from {@code heads * rows} elements to {@code heads * columns}. */
  Expr transposedTimes(Expr v);
}
