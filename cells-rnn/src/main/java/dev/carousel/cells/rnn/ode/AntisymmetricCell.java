package dev.carousel.cells.rnn.ode;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Matrix;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The antisymmetric recurrent network (Chang, Chen, Haber and Chi, 2019, "AntisymmetricRNN: A
 * Dynamical System View on Recurrent Neural Networks", equations 12 and 13): an Euler step of an
 * ordinary differential equation whose matrix only rotates the state and lets it decay.
 *
 * <pre>
 * a  = (M - M' - gamma I) h
 * h' = h + eps tanh(a + Wx x + b)                       plain
 *
 * z  = sigmoid(a + Wx x + b)
 * h' = h + eps z * tanh(a + Wx x + b)                   gated
 * </pre>
 *
 * <p><b>Why:</b> All eigenvalues of {@code M - M' - gamma I} have the real part -gamma, whatever M
 * is: the equation is stable for gamma &gt; 0. The plain cell's Jacobian is {@code I + eps diag(1 -
 * tanh^2) (M - M' - gamma I)}. It is near the identity for a small eps, so a gradient neither
 * vanishes nor explodes soon.
 *
 * <p><b>When:</b> Use it for long sequences and few parameters.
 *
 * <p>At gamma = 0 the equation only rotates, and the steps of finite size then drift outwards; a
 * small gamma corrects that.
 *
 * <p>Shapes: x [I], all vectors [H], M [H, H]; parameters {@code M}, {@code h.Wx} [H, I], {@code
 * h.b} and, if gated, {@code z.Wx} and {@code z.b}. The gate shares M. Initially, as in the paper's
 * appendix: M is normal with standard deviation sigma / sqrt(H), Wx with 1 / sqrt(I), and biases
 * are 0. Only M - M' has an effect, so the elements above the diagonal would do, as the paper
 * notes; here the whole M is trained.
 *
 * @param eps the step size
 * @param gamma the rate of decay
 * @param gated whether a gate scales the step of each unit
 * @param sigma the standard deviation of M's initial elements, times sqrt(H)
 */
public record AntisymmetricCell(double eps, double gamma, boolean gated, double sigma)
    implements Cell {
  @Override
  public void step(Step s) {
    Expr h = s.state("h");
    Matrix m =
        s.matrix("M", s.units(), s.units(), Initializers.normal(sigma / Math.sqrt(s.units())));
    Expr a = m.times(h).minus(m.transposedTimes(h)).minus(h.times(gamma));
    Expr move = tanh(a.plus(ofInput(s, "h"))).times(eps);
    if (gated) {
      Expr z = sigmoid(a.plus(ofInput(s, "z")));
      s.observe("update", z);
      move = z.times(move);
    }
    s.next("h", h.plus(move));
  }

  private static Expr ofInput(Step s, String equation) {
    Expr x = s.input();
    double deviation = 1 / Math.sqrt(x.size());
    return s.affine(equation, weighted(x, Initializers.normal(deviation)), bias(0));
  }
}
