package dev.carousel.cells.rnn.linear;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The Legendre memory unit: a linear memory of the last theta steps of a signal, and a nonlinear
 * state that writes and reads it (Voelker, Kajic and Eliasmith, 2019, "Legendre Memory Units:
 * Continuous-Time Representation in Recurrent Neural Networks").
 *
 * <pre>
 * u = Wx x + Wh h + Wm m
 * m' = A m + B u
 * h' = tanh(Wx x + Wh h + Wm m')
 * </pre>
 *
 * <p><b>Why:</b> m holds the window as coefficients of Legendre polynomials: the u of s steps ago
 * is about {@code sum over i of m[i] P_i(2 s / theta - 1)}. A higher order keeps higher
 * frequencies. A and B are not trained, so nothing has to be learnt to remember.
 *
 * <p><b>When:</b> Use it where the task has a time-scale that you know.
 *
 * <p>Shapes: x [I]; u [1]; m [order]; h [H], which is the output. Parameters {@code u.Wx} [1, I],
 * {@code u.Wh} [1, H], {@code u.Wm} [1, order]; {@code h.Wx} [H, I], {@code h.Wh} [H, H], {@code
 * h.Wm} [H, order]. There are no biases. A and B are those of a system in continuous time, over a
 * step in which u does not change (zero-order hold); {@code e^(A / theta)} is computed once.
 *
 * <p>As in the authors' code, u.Wx and u.Wh start uniform on sqrt(3 / columns), u.Wm at 0, and the
 * matrices of h normal with variance {@code 2 / (rows + columns)}.
 *
 * @param order the number of coefficients
 * @param theta the length of the window in steps
 */
public record LmuCell(int order, double theta) implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr m = s.state("m", order);
    LegendreMemory memory = LegendreMemory.of(order, theta);
    Expr u =
        s.affine(
            "u",
            1,
            weighted(x, lecun(x)),
            weighted(h, lecun(h)),
            weighted(m, Initializers.zeros()),
            noBias());
    Expr decayed = s.constantMatrix("A", memory.transition()).times(m);
    Expr next = decayed.plus(s.constantMatrix("B", memory.input()).times(u)).named("m");
    s.next("m", next);
    s.next(
        "h",
        tanh(
            s.affine(
                "h",
                weighted(x, glorot(s, x)),
                weighted(h, glorot(s, h)),
                weighted(next, glorot(s, next)),
                noBias())));
  }

  private static Initializer lecun(Expr v) {
    return Initializers.uniform(Math.sqrt(3.0 / v.size()));
  }

  private static Initializer glorot(Step s, Expr v) {
    return Initializers.normal(Math.sqrt(2.0 / (s.units() + v.size())));
  }
}
