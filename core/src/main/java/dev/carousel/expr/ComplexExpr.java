package dev.carousel.expr;

/**
 * A vector of complex numbers: a pair of vectors of the same size. Immutable. Its operations are
 * those of the pairs, so that a diagonal of complex eigenvalues reads as in the paper: {@code
 * lambda.times(h).plus(drive)}.
 *
 * @param re the real parts
 * @param im the imaginary parts
 */
public record ComplexExpr(Expr re, Expr im) {
  /** {@code modulus e^(i angle)}. */
  public static ComplexExpr polar(Expr modulus, Expr angle) {
    return new ComplexExpr(modulus.times(angle.cos()), modulus.times(angle.sin()));
  }

  /** Element-wise sum. */
  public ComplexExpr plus(ComplexExpr other) {
    return new ComplexExpr(re.plus(other.re), im.plus(other.im));
  }

  /** Element-wise difference. */
  public ComplexExpr minus(ComplexExpr other) {
    return new ComplexExpr(re.minus(other.re), im.minus(other.im));
  }

  /** Element-wise product: a rotation and a scaling of each pair. */
  public ComplexExpr times(ComplexExpr other) {
    return new ComplexExpr(
        re.times(other.re).minus(im.times(other.im)), re.times(other.im).plus(im.times(other.re)));
  }

  /** Element-wise product with real numbers. */
  public ComplexExpr times(Expr real) {
    return new ComplexExpr(re.times(real), im.times(real));
  }
}
