package org.example.consumer;

import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/** Keeps nine tenths of its state: {@code h' = 0.9 h + 0.1 tanh(Wx x + Wh h + b)}. */
final class LeakCell implements Cell {
  @Override
  public void step(Step s) {
    Expr h = s.state("h");
    s.next("h", h.times(0.9).plus(tanh(s.affine("n", s.input(), h)).times(0.1)));
  }
}
