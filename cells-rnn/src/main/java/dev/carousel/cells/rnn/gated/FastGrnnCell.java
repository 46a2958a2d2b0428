package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * FastGRNN (Kusupati, Singh, Bhatia, Kumar, Jain and Varma, 2018, "FastGRNN: A Fast, Accurate,
 * Stable and Tiny Kilobyte Sized Gated Recurrent Neural Network"):
 *
 * <pre>
 * p = Wx x + Wh h
 * z = sigmoid(p + b)      n = tanh(p + b)
 * h' = (sigmoid(zeta) (1 - z) + sigmoid(nu)) * n + z * h
 * </pre>
 *
 * <p><b>Why:</b> The gate z and the candidate n share both matrices and differ in the bias only, so
 * the cell has hardly more parameters than the vanilla network, and a third of the GRU's. zeta and
 * nu are single trained numbers. z keeps the state.
 *
 * <p><b>When:</b> Use it where a model must fit into a few kilobytes.
 *
 * <p>The paper's low-rank and sparse matrices are not part of this cell.
 *
 * <p>Shapes: x [I], p, z, n, h [H], zeta, nu [1]; parameters {@code h.Wx} [H, I], {@code h.Wh} [H,
 * H], {@code z.b}, {@code n.b} [H], {@code zeta}, {@code nu}. As in the authors' code, matrices
 * start normal with standard deviation 0.1, both biases at 1, zeta at 1 and nu at -4.
 *
 * @param keep where the bias of z starts
 * @param gain the factor on the initial recurrent matrix
 */
public record FastGrnnCell(KeepBias keep, double gain) implements Cell {
  private static final double ZETA = 1;
  private static final double NU = -4;

  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Initializer ofInput = Initializers.normal(FastRnnCell.DEVIATION);
    Initializer ofState = Initializers.normal(gain * FastRnnCell.DEVIATION);
    Expr p = s.affine("h", weighted(x, ofInput), weighted(h, ofState), noBias());
    Expr z = sigmoid(p.plus(s.vector("z.b", s.units(), keep.initializer())));
    Expr n = s.candidate(tanh(p.plus(s.vector("n.b", s.units(), Initializers.constant(1)))));
    Expr zeta = sigmoid(s.vector("zeta", 1, Initializers.constant(ZETA)));
    Expr nu = sigmoid(s.vector("nu", 1, Initializers.constant(NU)));
    s.next("h", zeta.times(oneMinus(z)).plus(nu).times(n).plus(z.times(h)));
    s.observe("keep", z);
  }
}
