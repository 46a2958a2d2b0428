package org.example.mymgu;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The minimal gated unit (Zhou, Wu, Zhang and Zhou, 2016):
 *
 * <pre>
 * f  = sigmoid(Wx x + Wh h + b)
 * n  = tanh(Wx x + Wfh (f * h) + b)
 * h' = (1 - f) * h + f * n
 * </pre>
 */
public final class MyMguCell implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr f = sigmoid(s.affine("f", x, h));
    Expr n = tanh(s.affine("n", x, f.times(h).named("fh")));
    s.next("h", oneMinus(f).times(h).plus(f.times(n)));
  }
}
