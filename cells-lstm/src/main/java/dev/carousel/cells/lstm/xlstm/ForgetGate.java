package dev.carousel.cells.lstm.xlstm;

import static dev.carousel.expr.Functions.softplus;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;

/** The function by which the forget gate follows from its sum f. */
public enum ForgetGate {
  /** {@code sigmoid(f)}: at most all is kept. */
  SIGMOID,
  /** {@code e^f}: what is stored can also grow, in relation to what comes. */
  EXPONENTIAL;

  /** The logarithm of the gate. */
  Expr log(Expr f) {
    return this == SIGMOID ? softplus(f.negate()).negate() : f;
  }

  /**
   * The start of the gate's bias. An exponential gate starts from the logarithm of {@code
   * sigmoid(bias)}, so that either gate keeps the same share at first.
   */
  Initializer start(Initializer bias) {
    return this == SIGMOID ? bias : logSigmoidOf(bias);
  }

  private static Initializer logSigmoidOf(Initializer bias) {
    return (parameter, random) -> {
      bias.fill(parameter, random);
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, -Math.log1p(Math.exp(-parameter.get(i))));
      }
    };
  }
}
