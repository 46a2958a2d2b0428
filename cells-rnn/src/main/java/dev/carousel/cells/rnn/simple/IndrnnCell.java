package dev.carousel.cells.rnn.simple;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The independently recurrent network, IndRNN (Li, Li, Cook, Zhu and Gao, 2018, "Independently
 * Recurrent Neural Network (IndRNN): Building A Longer and Deeper RNN"):
 *
 * <pre>h' = phi(Wx x + u * h + b)</pre>
 *
 * <p><b>Why:</b> Each unit reads its own last state only, through one weight; units mix in the
 * layer above. So the Jacobian is diagonal, and a unit's error over T steps is multiplied by {@code
 * u^T} and the slopes of phi. {@code |u| <= bound = magnitude^(1 / longestLag)} keeps that below
 * {@code magnitude}; without a longest lag the bound is 1.
 *
 * <p><b>When:</b> Use it for long sequences, in stacks of two layers or more.
 *
 * <p>The bound sets where u starts: uniform on {@code [low bound, high bound)}. The authors start
 * it on [0, bound), and on [1 / bound, bound) in the last layer of a stack whose task needs long
 * memory. In training they also reset each u to the bound after every update. The cell's equations
 * cannot do this, and without {@code clamped} nothing keeps u within its bound. With {@code
 * clamped}, the step uses u limited to the bound. This differs from the authors' rule in one point:
 * outside the bound u has no gradient, so a unit that has left it stays at the bound.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code h.Wx} [H, I], {@code h.b} [H], {@code h.u}
 * [H]. Wx starts uniform on 1 / sqrt(I) and b at 0, as in the authors' code.
 *
 * @param activation phi; relu in the paper
 * @param low of the initial u, as a share of the bound from -1 to 1
 * @param high of the initial u, as a share of the bound from -1 to 1
 * @param longestLag in steps; 0 for none
 * @param magnitude the largest growth of an error over the longest lag, above 0
 * @param clamped whether the step limits u to its bound
 */
public record IndrnnCell(
    Activation activation,
    double low,
    double high,
    int longestLag,
    double magnitude,
    boolean clamped)
    implements Cell {

  /** Refuses an empty range, and one beyond the bound. */
  public IndrnnCell {
    if (!(-1 <= low && low <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "low and high must be in order and from -1 to 1, but are " + low + " and " + high);
    }
    if (longestLag < 0 || !(magnitude > 0)) {
      throw new IllegalArgumentException(
          "the longest lag must be at least 0 and the magnitude above 0, but are "
              + longestLag
              + " and "
              + magnitude);
    }
  }

  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Initializer start = Initializers.uniform(low * bound(), high * bound());
    Expr u = s.vector("h.u", s.units(), start);
    Expr used = clamped ? u.clamp(-bound(), bound()) : u;
    Initializer linear = Initializers.uniform(1 / Math.sqrt(x.size()));
    Expr sum = s.affine("h", weighted(x, linear), bias(0));
    s.next("h", activation.of(sum.plus(used.times(h))));
  }

  /** The largest absolute value of u at the start. */
  public double bound() {
    return longestLag == 0 ? 1 : Math.pow(magnitude, 1.0 / longestLag);
  }
}
