package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The minimal gated unit, MGU (Zhou, Wu, Zhang and Zhou, 2016, "Minimal Gated Unit for Recurrent
 * Neural Networks"):
 *
 * <pre>
 * f = sigmoid(Wx x + Wh h + b)
 * n = tanh(Wx x + Wfh (f * h) + b)
 * h' = (1 - f) * h + f * n
 * </pre>
 *
 * <p><b>Why:</b> It is a GRU whose reset and update gates are one gate, with two thirds of its
 * parameters. In the paper f is the share that is <em>forgotten</em>: at 0 the state does not
 * change.
 *
 * <p><b>When:</b> Use it where the GRU works and a smaller cell is wanted.
 *
 * <p>Flax's MGUCell has 1 - f in place of f. f is observed as {@code keep = 1 - f}, and its bias
 * starts at minus the bias of {@code keep}, by default at -1.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code f.Wx} [H, I], {@code f.Wh} [H, H], {@code
 * f.b} [H], {@code n.Wx}, {@code n.Wfh}, {@code n.b}.
 *
 * @param init the initialisation of the matrices
 * @param keep where the bias of f starts
 */
public record MguCell(RecurrentInit init, KeepBias keep) implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr f = sigmoid(s.affine("f", x, h, keep.ofReplacing()));
    Expr n = s.candidate(tanh(s.affine("n", x, f.times(h).named("fh"))));
    s.next("h", oneMinus(f).times(h).plus(f.times(n)));
    s.observe("keep", oneMinus(f));
  }
}
