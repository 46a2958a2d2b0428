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

  /** The mean of the elements, a vector of size 1. */
  Expr mean();

  /** This vector of size 1, repeated. */
  Expr repeat(int size);

  /** Elements {@code from} (inclusive) to {@code to} (exclusive). */
  Expr slice(int from, int to);

  /** This vector followed by the others. */
  Expr concat(Expr... others);
}
