package dev.carousel.expr;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Every element-wise operation of the language: {@link Formula}. */
final class Formulas {
  /** Of either sign, none near 0, no x equal to its y. */
  private static final double[][] REAL = {
    {-2.5, 0.75},
    {-0.625, -1.5},
    {-0.375, 2.25},
    {0.25, -0.375},
    {0.875, 1.125},
    {1.75, -3},
    {3.125, 0.5},
    {0.5, 0.9375},
    {-1.25, -0.25},
    {2.0625, 1.375},
  };

  private static final double[][] POSITIVE = {
    {0.25, 0.75}, {0.5, 3}, {0.9375, 0.375}, {1.5, 1.25}, {2.75, 0.5}, {4.125, 2.5},
  };

  private static final double[][] NONE = {};
  private static final double[][] ZERO = {{0, 1}};
  private static final double[][] TIES = {{0, 0}, {0.5, 0.5}, {-1.25, -1.25}};

  private Formulas() {}

  static List<Formula> all() {
    return List.of(
        linear("plus", (x, y) -> x.plus(y), (x, y) -> x + y, 1, 1),
        linear("plus", (x, y) -> x.plus(0.3), (x, y) -> x + 0.3, 1, 0),
        linear("minus", (x, y) -> x.minus(y), (x, y) -> x - y, 1, -1),
        linear("minus", (x, y) -> x.minus(0.3), (x, y) -> x - 0.3, 1, 0),
        linear("times", (x, y) -> x.times(-1.7), (x, y) -> -1.7 * x, -1.7, 0),
        linear("oneMinus", (x, y) -> x.oneMinus(), (x, y) -> 1 - x, -1, 0),
        linear("negate", (x, y) -> x.negate(), (x, y) -> -x, -1, 0),
        linear("named", (x, y) -> x.named("other"), (x, y) -> x, 1, 0),
        binary("times", Expr::times, (x, y) -> x * y, (x, y) -> y, (x, y) -> x, NONE),
        binary(
            "dividedBy",
            Expr::dividedBy,
            (x, y) -> x / y,
            (x, y) -> 1 / y,
            (x, y) -> -x / (y * y),
            NONE),
        binary(
            "min",
            Expr::min,
            (x, y) -> x < y ? x : y,
            (x, y) -> x <= y ? 1 : 0,
            (x, y) -> x > y ? 1 : 0,
            TIES),
        binary(
            "max",
            Expr::max,
            (x, y) -> x > y ? x : y,
            (x, y) -> x >= y ? 1 : 0,
            (x, y) -> x < y ? 1 : 0,
            TIES),
        unary("reciprocal", Expr::reciprocal, x -> 1 / x, x -> -1 / (x * x), REAL, NONE),
        unary("square", Expr::square, x -> x * x, x -> 2 * x, REAL, ZERO),
        unary("exp", Expr::exp, Math::exp, Math::exp, REAL, ZERO),
        unary("log", Expr::log, Math::log, x -> 1 / x, POSITIVE, NONE),
        unary("sqrt", Expr::sqrt, Math::sqrt, x -> 1 / (2 * Math.sqrt(x)), POSITIVE, NONE),
        unary("abs", Expr::abs, x -> x < 0 ? -x : x, Math::signum, REAL, ZERO),
        unary("sin", Expr::sin, Math::sin, Math::cos, REAL, ZERO),
        unary("cos", Expr::cos, Math::cos, x -> -Math.sin(x), REAL, ZERO),
        unary("tanh", Expr::tanh, Math::tanh, x -> 1 / square(Math.cosh(x)), REAL, ZERO),
        unary("sigmoid", Expr::sigmoid, Formulas::sigmoid, Formulas::sigmoidSlope, REAL, ZERO),
        unary("relu", Expr::relu, x -> x > 0 ? x : 0, x -> x > 0 ? 1 : 0, REAL, ZERO),
        unary(
            "softplus",
            Expr::softplus,
            x -> Math.log(1 + Math.exp(x)),
            Formulas::sigmoid,
            REAL,
            ZERO),
        unary(
            "silu",
            Expr::silu,
            x -> x * sigmoid(x),
            x -> sigmoid(x) + x * sigmoidSlope(x),
            REAL,
            ZERO),
        unary(
            "clamp",
            x -> x.clamp(-0.8, 0.9),
            x -> x < -0.8 ? -0.8 : x > 0.9 ? 0.9 : x,
            x -> x > -0.8 && x < 0.9 ? 1 : 0,
            REAL,
            ZERO));
  }

  private static double square(double x) {
    return x * x;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double sigmoidSlope(double x) {
    return Math.exp(-x) / square(1 + Math.exp(-x));
  }

  private static Formula linear(
      String name, BinaryOperator<Expr> language, DoubleBinaryOperator value, double a, double b) {
    return new Formula(name, language, value, (x, y) -> a, (x, y) -> b, REAL, TIES);
  }

  private static Formula binary(
      String name,
      BinaryOperator<Expr> language,
      DoubleBinaryOperator value,
      DoubleBinaryOperator byX,
      DoubleBinaryOperator byY,
      double[][] kinks) {
    return new Formula(name, language, value, byX, byY, REAL, kinks);
  }

  private static Formula unary(
      String name,
      UnaryOperator<Expr> language,
      DoubleUnaryOperator value,
      DoubleUnaryOperator slope,
      double[][] smooth,
      double[][] kinks) {
    return new Formula(
        name,
        (x, y) -> language.apply(x),
        (x, y) -> value.applyAsDouble(x),
        (x, y) -> slope.applyAsDouble(x),
        (x, y) -> 0,
        smooth,
        kinks);
  }
}
