package dev.carousel.expr;

/**
 * A vector of one time step of one sequence, computed from others. Immutable; made by {@link Step}
 * and by the operations below, never by users.
 *
 * <p>Element-wise operations need both sides of the same size; a vector of size 1 is broadcast to
 * the size of the other. A mistake is reported where it is made, with the names of the operands.
 * The functions of one argument are also in {@link Functions}, for a static import.
 */
public interface Expr extends AffineTerm {
  /** The number of elements. */
  int size();

  /** Names this vector: for error messages, and for the matrix that multiplies it. */
  Expr named(String name);

  /** Element-wise sum. */
  Expr plus(Expr other);

  /** Adds a constant to every element. */
  Expr plus(double constant);

  /** Element-wise difference. */
  Expr minus(Expr other);

  /** Subtracts a constant from every element. */
  Expr minus(double constant);

  /** Element-wise product. */
  Expr times(Expr other);

  /** Multiplies every element by a constant. */
  Expr times(double constant);

  /** Element-wise quotient. */
  Expr dividedBy(Expr other);

  /** {@code 1 - x}: the complement of a gate. */
  Expr oneMinus();

  /** {@code -x}. */
  Expr negate();

  /** {@code 1 / x}. */
  Expr reciprocal();

  /** {@code x * x}. */
  Expr square();

  /** {@code e^x}. */
  Expr exp();

  /** Natural logarithm. */
  Expr log();

  /** Square root. Its derivative is infinite at 0. */
  Expr sqrt();

  /** Absolute value; derivative 0 at 0. */
  Expr abs();

  /** Sine, of radians. */
  Expr sin();

  /** Cosine, of radians. */
  Expr cos();

  /** Hyperbolic tangent, in (-1, 1). */
  Expr tanh();

  /** Logistic function {@code 1 / (1 + e^-x)}, in (0, 1). */
  Expr sigmoid();

  /** {@code max(x, 0)}; derivative 0 at 0. */
  Expr relu();

  /** {@code ln(1 + e^x)}, without overflow. */
  Expr softplus();

  /** {@code x * sigmoid(x)}. */
  Expr silu();

  /** Element-wise minimum; where both are equal the gradient goes to this one. */
  Expr min(Expr other);

  /** Element-wise maximum; where both are equal the gradient goes to this one. */
  Expr max(Expr other);

  /** Limits every element to [low, high]; outside, the gradient is 0. */
  Expr clamp(double low, double high);

  /** The sum of the elements, a vector of size 1. */
  Expr sum();

  /** The sum of each of as many groups of neighbours: a vector of that many elements. */
  Expr sum(int groups);

  /** The mean of the elements, a vector of size 1. */
  Expr mean();

  /** The mean of each of as many groups of neighbours. */
  Expr mean(int groups);

  /** The largest element, a vector of size 1; of equal ones, the gradient goes to the first. */
  Expr largest();

  /** The largest element of each of as many groups of neighbours. */
  Expr largest(int groups);

  /** {@code e^x / sum of e^x}, without overflow. */
  Expr softmax();

  /** The softmax of each of as many groups of neighbours. */
  Expr softmax(int groups);

  /**
   * {@code (x - mean) / sqrt(variance + 1e-5)}, over the elements of each group (Ba, Kiros and
   * Hinton, 2016), without gain and bias.
   *
   * @param groups of neighbours; 1 for the vector as a whole
   */
  Expr layerNorm(int groups);

  /**
   * {@code x / sqrt(mean of squares + 1e-6)}, over the elements of each group (Zhang and Sennrich,
   * 2019), without gain.
   *
   * @param groups of neighbours; 1 for the vector as a whole
   */
  Expr rmsNorm(int groups);

  /** This vector of size 1, repeated. */
  Expr repeat(int size);

  /** Each element, some times over: {@code a a b b c c} for twice. */
  Expr repeatEach(int times);

  /** This value, through which no gradient goes. */
  Expr stopGradient();

  /**
   * This value, with a gradient of the cell's own choice: it goes to {@code target} alone, times
   * {@code slope}. With a slope of ones this is a straight-through estimator; with {@code min(1 /
   * (2 sqrt(x)), 1000)} a root whose derivative is capped. A gradient check tells where the choice
   * is not the derivative.
   *
   * @param target of the same size; nothing goes to {@code slope}
   */
  Expr gradientTo(Expr target, Expr slope);

  /** This vector's elements as a matrix, row after row. */
  default MatrixExpr asMatrix(int rows, int columns) {
    return asMatrix(1, rows, columns);
  }

  /** This vector's elements as a matrix for each head, head after head, row after row. */
  MatrixExpr asMatrix(int heads, int rows, int columns);

  /** {@code x y'} in each head: see {@link Functions#outer}. */
  MatrixExpr outer(int heads, Expr y);

  /** Elements {@code from} (inclusive) to {@code to} (exclusive). */
  Expr slice(int from, int to);

  /** This vector followed by the others. */
  Expr concat(Expr... others);
}
