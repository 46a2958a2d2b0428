package dev.carousel.cells.rnn.orthogonal;

import static dev.carousel.expr.Functions.noBias;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * A recurrent network whose recurrent matrix is a product of Householder reflections, and so
 * orthogonal at every update (Mhammedi, Hellicar, Rahman and Bailey, 2017, "Efficient Orthogonal
 * Parametrisation of Recurrent Neural Networks Using Householder Reflections"):
 *
 * <pre>
 * Q  = P(u_k) .. P(u_2) P(u_1)         P(u) = I - 2 u u' / (u' u)
 * h' = phi(Q h + Wx x + b)
 * </pre>
 *
 * <p><b>Why:</b> Q keeps the norm of a state, and its transpose that of a gradient: neither
 * vanishes nor explodes by the matrix, only by the slopes of phi.
 *
 * <p><b>When:</b> Use it where something has to be remembered unchanged over many steps, as in the
 * copying task.
 *
 * <p>phi is tanh, relu, the identity, or modReLU: {@code sign(a) relu(|a| + b)}, with b in phi and
 * not in the sum (Arjovsky, Shah and Bengio, 2016, there for complex numbers). For a negative b,
 * modReLU turns small numbers into 0; its slope is 1 elsewhere, on both sides.
 *
 * <p>A product with Q takes 4 k H operations in place of 2 H^2, but k dot products one after the
 * other; Q itself is never built. The matrix {@code Q - I} has at most the rank k, so few
 * reflections leave most directions of the state alone. With k = H, Q can be any orthogonal matrix
 * of the determinant (-1)^H.
 *
 * <p>The paper's vectors get shorter one by one, which saves parameters that change nothing. Here
 * each has H elements, so that any k fits any H.
 *
 * <p>Shapes: x [I], h and each u [H]; parameters {@code u1} to {@code uk} [H], {@code h.Wx} [H, I],
 * and {@code h.b} [H], or {@code modrelu.b} [H] in its place. For one unit, P is -1 for any u, so
 * there are no vectors. Initially each u is standard normal, so it points in any direction with
 * equal probability; Wx is uniform on +-1 / sqrt(H), {@code h.b} is 0, and {@code modrelu.b} is
 * uniform on +-0.01.
 *
 * @param reflections k, at least 1
 * @param activation phi
 */
public record HouseholderCell(int reflections, Activation activation) implements Cell {
  /** The activation functions. */
  public enum Activation {
    TANH,
    RELU,
    MODRELU,
    IDENTITY
  }

  /** Keeps modReLU from 0 / 0, and is far below any number that matters. */
  private static final double TINY = 1e-30;

  @Override
  public void step(Step s) {
    s.initialize(
        Initializers.uniform(1 / Math.sqrt(s.units())), Initializers.zeros(), Initializers.zeros());
    Expr rotated = s.state("h");
    for (int i = 1; i <= reflections; i++) {
      rotated = reflected(s, rotated, "u" + i);
    }
    s.next("h", activated(s, rotated));
  }

  private static Expr reflected(Step s, Expr h, String name) {
    if (s.units() == 1) {
      return h.negate();
    }
    Expr u = s.vector(name, s.units(), Initializers.normal(1));
    Expr share = u.times(h).sum().dividedBy(u.square().sum());
    return h.minus(u.times(share.times(2)));
  }

  private Expr activated(Step s, Expr rotated) {
    Expr x = s.input();
    return switch (activation) {
      case TANH -> rotated.plus(s.affine("h", x)).tanh();
      case RELU -> rotated.plus(s.affine("h", x)).relu();
      case MODRELU -> modRelu(s, rotated.plus(s.affine("h", x, noBias())));
      case IDENTITY -> rotated.plus(s.affine("h", x));
    };
  }

  private static Expr modRelu(Step s, Expr a) {
    Expr b = s.vector("modrelu.b", s.units(), Initializers.uniform(0.01));
    Expr sign = a.dividedBy(a.abs().max(s.constant(TINY, a.size()))).stopGradient();
    return sign.times(a.abs().plus(b).relu());
  }
}
