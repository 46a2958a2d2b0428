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
 * The update-gate recurrent network, UGRNN (Collins, Sohl-Dickstein and Sussillo, 2017, "Capacity
 * and Trainability in Recurrent Neural Networks"):
 *
 * <pre>
 * g = sigmoid(Wx x + Wh h + b)      c = tanh(Wx x + Wh h + b)
 * h' = g * h + (1 - g) * c
 * </pre>
 *
 * <p><b>Why:</b> It lies between the vanilla network and the GRU: one gate decides whether a unit
 * keeps its state or computes a new one.
 *
 * <p><b>When:</b> Use it for networks of one layer that are easy to train, as the paper recommends.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code g.Wx} [H, I], {@code g.Wh} [H, H], {@code
 * g.b} [H], and so on for c. The gate's bias starts at 1, as in TensorFlow's UGRNNCell.
 *
 * @param init the initialisation of the matrices
 * @param keep where the bias of g starts
 */
public record UgrnnCell(RecurrentInit init, KeepBias keep) implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr g = sigmoid(s.affine("g", x, h, keep.ofKeeping()));
    Expr c = s.candidate(tanh(s.affine("c", x, h)));
    s.next("h", g.times(h).plus(oneMinus(g).times(c)));
    s.observe("keep", g);
  }
}
