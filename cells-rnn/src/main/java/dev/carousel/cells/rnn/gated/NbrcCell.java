package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The neuromodulated bistable recurrent cell, nBRC (Vecoven, Ernst and Drion, 2021, "A Bio-inspired
 * Bistable Recurrent Cell Allows for Long-lasting Memory"):
 *
 * <pre>
 * a = 1 + tanh(Wx x + Wh h + b)      c = sigmoid(Wx x + Wh h + b)
 * h' = c * h + (1 - c) * tanh(Wx x + a * h)
 * </pre>
 *
 * <p><b>Why:</b> It is a {@link BrcCell} whose units set each other's feedback a and speed c by
 * full matrices; the candidate still reads its own unit only. With diagonal matrices it is the BRC.
 *
 * <p><b>When:</b> Use it where bits must last, and what is stored depends on what other units hold.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code a.Wx} [H, I], {@code a.Wh} [H, H], {@code
 * a.b} [H], the same for c, and {@code n.Wx} [H, I], without a bias. As in the authors' code,
 * matrices start Glorot-uniform and biases at 0.
 *
 * @param keep where the bias of c starts
 */
public record NbrcCell(KeepBias keep) implements Cell {
  @Override
  public void step(Step s) {
    Initializer glorot = Initializers.glorotUniform();
    s.initialize(glorot, glorot, Initializers.zeros());
    Expr x = s.input();
    Expr h = s.state("h");
    Expr a = tanh(s.affine("a", x, h)).plus(1);
    Expr c = sigmoid(s.affine("c", x, h, keep.ofKeeping()));
    Expr n = s.candidate(tanh(s.affine("n", x, noBias()).plus(a.times(h))));
    s.next("h", c.times(h).plus(oneMinus(c).times(n)));
    s.observe("keep", c);
    s.observe("feedback", a);
  }
}
