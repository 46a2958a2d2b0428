package dev.carousel.cells.rnn;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The gated recurrent unit with the reset gate after the product, as in PyTorch, Keras and cuDNN
 * (Cho and others, 2014, version 1 of the preprint "Learning Phrase Representations using RNN
 * Encoder-Decoder for Statistical Machine Translation"):
 *
 * <pre>
 * r = sigmoid(Wx x + Wh h + b)
 * z = sigmoid(Wx x + Wh h + b)
 * n = tanh(Wx x + b + r * (Wh h + b))
 * h' = (1 - z) * n + z * h
 * </pre>
 *
 * <p><b>Why:</b> It gates as the LSTM does, with one state and three quarters of the parameters. z
 * keeps the state: at 1, it does not change. With the reset after the product, all products with
 * the state can be made at once.
 *
 * <p><b>When:</b> Use it in place of the LSTM where size and time count, and where weights come
 * from PyTorch or Keras.
 *
 * <p>Shapes: x [I], h, r, z, n [H]; the candidate's two maps are {@code nx} and {@code nh}, each
 * with its bias.
 *
 * @param init the initialisation of the matrices
 */
public record GruCell(RecurrentInit init) implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr r = sigmoid(s.affine("r", x, h));
    Expr z = sigmoid(s.affine("z", x, h));
    Expr n = s.candidate(tanh(s.affine("nx", x).plus(r.times(s.affine("nh", h)))));
    s.next("h", oneMinus(z).times(n).plus(z.times(h)));
    s.observe("reset", r);
    s.observe("keep", z);
  }
}
