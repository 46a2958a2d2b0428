package dev.carousel.model;

import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * A {@link Pool} as a cell that reads the outputs of the top layer. After each step it hands up the
 * pool of all real steps so far, as masked steps change no state. So it can be streamed.
 *
 * <pre>
 * mean:       n' = n + 1,  s' = s + y,  s' / n'
 * max:        m' = max(m, y)
 * attention:  e = v' tanh(W y + b),  p' = max(p, e),  k = exp(p - p'),  w = exp(e - p')
 *             s' = k s + w y,  n' = k n + w,  s' / n'
 * </pre>
 *
 * <p>The largest score so far, p, keeps the exponentials within range. The quotient does not depend
 * on it, so leaving it out of the gradient is exact.
 *
 * @param pool not {@link Pool#LAST}
 */
record PoolCell(Pool pool) implements Cell {
  /** Below all that is pooled, and within the range of float32. */
  private static final double FLOOR = -1e30;

  @Override
  public void step(Step s) {
    Expr y = s.input();
    switch (pool) {
      case LAST -> s.output(y);
      case MEAN -> weighed(s, y, s.constant(1, 1), s.constant(1, 1));
      case MAX -> {
        Expr largest = floored(s, s.state("max", y.size())).max(y);
        s.next("max", largest);
        s.output(largest);
      }
      case ATTENTION -> attend(s, y);
    }
  }

  private static void attend(Step s, Expr y) {
    Initializer uniform = Initializers.uniform(1 / Math.sqrt(y.size()));
    s.initialize(uniform, uniform, Initializers.zeros());
    Expr score = s.vector("v", y.size(), uniform).times(tanh(s.affine("score", y.size(), y))).sum();
    s.observe("score", score);
    Expr before = floored(s, s.state("peak", 1));
    Expr peak = before.max(score).stopGradient();
    s.next("peak", peak);
    weighed(s, y, exp(before.minus(peak)).stopGradient(), exp(score.minus(peak)));
  }

  /** The mean of what was read, each with a weight. */
  private static void weighed(Step s, Expr y, Expr kept, Expr weight) {
    Expr sum = kept.times(s.state("sum", y.size())).plus(weight.times(y));
    Expr weights = kept.times(s.state("weights", 1)).plus(weight);
    s.next("sum", sum);
    s.next("weights", weights);
    s.output(sum.dividedBy(weights));
  }

  /** A largest value so far; before the first step it is below all others. */
  private static Expr floored(Step s, Expr largest) {
    Expr begun = s.state("begun", 1);
    s.next("begun", s.constant(1, 1));
    return largest.plus(begun.oneMinus().times(FLOOR).stopGradient());
  }
}
