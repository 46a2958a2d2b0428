package dev.carousel.cli.tour;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/** The cell of the last chapter: a state with one gate, which {@link OwnCellChapter} shows. */
final class LeakyCell implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr z = sigmoid(s.affine("z", x, h));
    s.next("h", oneMinus(z).times(h).plus(z.times(tanh(s.affine("g", x, h)))));
  }
}
