package dev.carousel.cells.rnn;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The gated recurrent unit with the reset gate before the product, ONNX's default (Cho and others,
 * 2014, "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine
 * Translation"):
 *
 * <pre>
 * r = sigmoid(Wx x + Wh h + b)
 * z = sigmoid(Wx x + Wh h + b)
 * n = tanh(Wx x + Wrh (r * h) + b)
 * h' = (1 - z) * n + z * h
 * </pre>
 *
 * <p><b>Why:</b> r decides which units the candidate sees at all, before they are mixed. z keeps
 * the state. This is a different function from {@link GruCell}: weights cannot be exchanged.
 *
 * <p><b>When:</b> Use it to follow the paper, or models that have this form. Its second product
 * with the state has to wait for the first.
 *
 * <p>Shapes: x [I], h, r, z, n [H].
 *
 * @param init the initialisation of the matrices
 */
public record ResetBeforeGruCell(RecurrentInit init) implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr r = sigmoid(s.affine("r", x, h));
    Expr z = sigmoid(s.affine("z", x, h));
    Expr n = s.candidate(tanh(s.affine("n", x, r.times(h).named("rh"))));
    s.next("h", oneMinus(z).times(n).plus(z.times(h)));
    s.observe("reset", r);
    s.observe("keep", z);
  }
}
