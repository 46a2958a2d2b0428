package dev.carousel.examples.lstm;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The long short-term memory with a forget gate (Hochreiter and Schmidhuber, 1997; Gers,
 * Schmidhuber and Cummins, 2000):
 *
 * <pre>
 * f = sigmoid(Wx x + Wh h + b)      i = sigmoid(Wx x + Wh h + b)
 * g = tanh(Wx x + Wh h + b)         c' = f * c + i * g
 * o = sigmoid(Wx x + Wh h + b)      h' = o * tanh(c')
 * </pre>
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code f.Wx} [H, I], {@code f.Wh} [H, H], {@code
 * f.b} [H], and so on for i, g and o. All start uniform on +-1 / sqrt(H), except the forget bias.
 * The equations have the order of the built-in {@code lstm}: sums over several maps follow that
 * order, so another order would round differently in the last bit.
 *
 * @param forgetBias the initial bias of the forget gate
 */
public record MyLstmCell(double forgetBias) implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr f = sigmoid(s.affine("f", x, h, bias(forgetBias)));
    Expr i = sigmoid(s.affine("i", x, h));
    Expr g = tanh(s.affine("g", x, h));
    Expr cNext = f.times(c).plus(i.times(g));
    Expr o = sigmoid(s.affine("o", x, h));
    s.next("c", cNext);
    s.next("h", o.times(tanh(cNext)));
    s.observe("forget", f);
    s.observe("input", i);
    s.observe("output", o);
  }
}
