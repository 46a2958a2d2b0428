package dev.carousel.expr;

import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;

/**
 * An element-wise operation of the language beside what it is in mathematics: a value and its two
 * partial derivatives, written down without any code that is tested.
 *
 * @param name of the method of {@link Expr}
 * @param language the operation on two vectors x and y; one of one argument leaves y alone
 * @param value of one element
 * @param byX derivative by x
 * @param byY derivative by y
 * @param smooth pairs (x, y) at which the function has a derivative
 * @param kinks pairs (x, y) at which the derivative is a matter of definition
 */
record Formula(
    String name,
    BinaryOperator<Expr> language,
    DoubleBinaryOperator value,
    DoubleBinaryOperator byX,
    DoubleBinaryOperator byY,
    double[][] smooth,
    double[][] kinks) {

  /** All points, smooth ones first. */
  double[] point(int index) {
    int i = index % (smooth.length + kinks.length);
    return i < smooth.length ? smooth[i] : kinks[i - smooth.length];
  }

  /** The number of points. */
  int points() {
    return smooth.length + kinks.length;
  }

  @Override
  public String toString() {
    return name;
  }
}
