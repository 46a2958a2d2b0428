package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The chaos-free network, CFN (Laurent and von Brecht, 2017, "A recurrent neural network without
 * chaos"; preprint of 2016):
 *
 * <pre>
 * f = sigmoid(Wx x + Wh h + b)      i = sigmoid(Wx x + Wh h + b)
 * h' = f * tanh(h) + i * tanh(Wx x)
 * </pre>
 *
 * <p><b>Why:</b> Without input, every unit moves towards 0 at each step, whatever the weights are:
 * {@code |h'| = f |tanh(h)| < |h|}. So the network cannot be chaotic, unlike the LSTM and the GRU;
 * it forgets at the rate that f sets. No unit leaves the range from -2 to 2. The paper finds it as
 * good as an LSTM at language modelling.
 *
 * <p><b>When:</b> Use it where the state should be easy to understand.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code f.Wx} [H, I], {@code f.Wh} [H, H], {@code
 * f.b} [H], the same for i, and {@code n.Wx} [H, I], which has no bias. f is observed as {@code
 * keep} and i as {@code input}. The bias of f starts at 1 and that of i at -1, as in the paper. The
 * paper starts matrices uniform on 0.07, which is 1 / sqrt(H) at about 200 units.
 *
 * @param init the initialisation of the matrices
 * @param keep where the bias of f starts; that of i starts at its negative
 */
public record CfnCell(RecurrentInit init, KeepBias keep) implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr f = sigmoid(s.affine("f", x, h, keep.ofKeeping()));
    Expr i = sigmoid(s.affine("i", x, h, keep.ofReplacing()));
    Expr n = s.candidate(tanh(s.affine("n", x, noBias())));
    s.next("h", f.times(tanh(h)).plus(i.times(n)));
    s.observe("keep", f);
    s.observe("input", i);
  }
}
