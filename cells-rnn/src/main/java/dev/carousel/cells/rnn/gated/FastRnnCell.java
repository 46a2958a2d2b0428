package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * FastRNN (Kusupati, Singh, Bhatia, Kumar, Jain and Varma, 2018, "FastGRNN: A Fast, Accurate,
 * Stable and Tiny Kilobyte Sized Gated Recurrent Neural Network"):
 *
 * <pre>
 * n = tanh(Wx x + Wh h + b)
 * h' = sigmoid(alpha) n + sigmoid(beta) h
 * </pre>
 *
 * <p><b>Why:</b> It is a vanilla network with a weighted residual connection. Its two weights are
 * single numbers, the same for all units and steps, and trained: two parameters more than the
 * vanilla network has. The Jacobian is {@code sigmoid(beta) I + sigmoid(alpha) diag(1 - n^2) Wh},
 * which is near the identity for a large beta and a small alpha, so gradients neither vanish nor
 * explode over about 1 / (1 - sigmoid(beta)) steps.
 *
 * <p><b>When:</b> Use it where a model must be tiny.
 *
 * <p>Shapes: x [I], h, n [H], alpha, beta [1]; parameters {@code n.Wx} [H, I], {@code n.Wh} [H, H],
 * {@code n.b} [H], {@code alpha}, {@code beta}. {@code sigmoid(beta)} is observed as {@code keep}.
 * As in the authors' code, matrices start normal with standard deviation 0.1, the bias at 1, beta
 * at 3 and alpha at -3, so that both weights sum to 1.
 *
 * @param keepBias where beta starts; alpha starts at its negative
 * @param gain the factor on the initial recurrent matrix
 */
public record FastRnnCell(double keepBias, double gain) implements Cell {
  /** The standard deviation of initial matrices in the authors' code. */
  static final double DEVIATION = 0.1;

  @Override
  public void step(Step s) {
    s.initialize(
        Initializers.normal(DEVIATION),
        Initializers.normal(gain * DEVIATION),
        Initializers.constant(1));
    Expr h = s.state("h");
    Expr n = s.candidate(tanh(s.affine("n", s.input(), h)));
    Expr replaced = sigmoid(s.vector("alpha", 1, Initializers.constant(-keepBias)));
    Expr kept = sigmoid(s.vector("beta", 1, Initializers.constant(keepBias)));
    s.next("h", replaced.times(n).plus(kept.times(h)));
    s.observe("keep", kept);
  }
}
