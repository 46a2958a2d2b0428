package dev.carousel.expr;

/** The functions of {@link Expr} as static methods, so that equations read as in a paper. */
public final class Functions {
  private Functions() {}

  /** See {@link Expr#exp()}. */
  public static Expr exp(Expr x) {
    return x.exp();
  }

  /** See {@link Expr#log()}. */
  public static Expr log(Expr x) {
    return x.log();
  }

  /** See {@link Expr#sqrt()}. */
  public static Expr sqrt(Expr x) {
    return x.sqrt();
  }

  /** See {@link Expr#abs()}. */
  public static Expr abs(Expr x) {
    return x.abs();
  }

  /** See {@link Expr#sin()}. */
  public static Expr sin(Expr x) {
    return x.sin();
  }

  /** See {@link Expr#cos()}. */
  public static Expr cos(Expr x) {
    return x.cos();
  }

  /** See {@link Expr#tanh()}. */
  public static Expr tanh(Expr x) {
    return x.tanh();
  }

  /** See {@link Expr#sigmoid()}. */
  public static Expr sigmoid(Expr x) {
    return x.sigmoid();
  }

  /** See {@link Expr#relu()}. */
  public static Expr relu(Expr x) {
    return x.relu();
  }

  /** See {@link Expr#softplus()}. */
  public static Expr softplus(Expr x) {
    return x.softplus();
  }

  /** See {@link Expr#silu()}. */
  public static Expr silu(Expr x) {
    return x.silu();
  }

  /** See {@link Expr#min(Expr)}. */
  public static Expr min(Expr a, Expr b) {
    return a.min(b);
  }

  /** See {@link Expr#max(Expr)}. */
  public static Expr max(Expr a, Expr b) {
    return a.max(b);
  }

  /** {@code 1 - x}: see {@link Expr#oneMinus()}. */
  public static Expr oneMinus(Expr x) {
    return x.oneMinus();
  }

  /** {@code x y'}: a matrix with a row for each element of x. */
  public static MatrixExpr outer(Expr x, Expr y) {
    return x.outer(1, y);
  }

  /** {@code x y'} for each head, with that head's piece of both vectors. */
  public static MatrixExpr outer(int heads, Expr x, Expr y) {
    return x.outer(heads, y);
  }

  /** See {@link Expr#softmax()}. */
  public static Expr softmax(Expr x) {
    return x.softmax();
  }

  /**
   * The product of a block-diagonal matrix with {@code operand}, as a term of an affine map.
   *
   * @param blocks how many; they divide the size of the operand and of the result
   */
  public static AffineTerm blockDiagonal(Expr operand, int blocks) {
    return new AffineTerm.BlockDiagonal(operand, blocks, null);
  }

  /** The same, with the initialiser of its parameter. */
  public static AffineTerm blockDiagonal(Expr operand, int blocks, Initializer init) {
    return new AffineTerm.BlockDiagonal(operand, blocks, init);
  }

  /** The product of a matrix of {@code init} with {@code operand}, as a term of an affine map. */
  public static AffineTerm weighted(Expr operand, Initializer init) {
    return new AffineTerm.Weighted(operand, init);
  }

  /** A bias with one initial value, as a term of an affine map. */
  public static AffineTerm bias(double value) {
    return bias(Initializers.constant(value));
  }

  /** A bias with its initialiser, as a term of an affine map. */
  public static AffineTerm bias(Initializer init) {
    return new AffineTerm.Bias(init);
  }

  /** The term of an affine map without a bias. */
  public static AffineTerm noBias() {
    return new AffineTerm.NoBias();
  }
}
