package dev.carousel.cells.rnn.ode;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * Long expressive memory: two states, each with its own learnt time steps (Rusch, Mishra, Erichson
 * and Mahoney, 2022, "Long Expressive Memory for Sequence Modeling"):
 *
 * <pre>
 * fast = dt sigmoid(Wx x + Wy y + b)      slow = dt sigmoid(Wx x + Wy y + b)
 * z' = (1 - slow) * z + slow * tanh(Wx x + Wy y + b)
 * y' = (1 - fast) * y + fast * tanh(Wx x + Wz z' + b)
 * </pre>
 *
 * <p><b>Why:</b> y reads the new z; the output is y'. Each unit learns how fast it moves at each
 * step. Both states are means of the last state and a value between -1 and 1, so they stay in that
 * range; with the gate's bias b alone, a state decays by the factor {@code 1 - dt sigmoid(b)} at
 * each step.
 *
 * <p><b>When:</b> Use it where a sequence holds short and long time-scales; for a memory of T
 * steps, start from a dt of about 1 / T.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code fast.Wx} [H, I], {@code fast.Wy} [H, H],
 * {@code fast.b} [H], and so on for slow, z and y. By default, all start uniform on +-1 / sqrt(H),
 * as in the authors' code.
 *
 * @param dt the longest time step, in (0, 1]: the smaller, the longer the memory
 * @param init the initialisation of the matrices
 */
public record LemCell(double dt, RecurrentInit init) implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr y = s.state("y");
    Expr z = s.state("z");
    Expr fast = sigmoid(s.affine("fast", x, y)).times(dt);
    Expr slow = sigmoid(s.affine("slow", x, y)).times(dt);
    Expr ofZ = s.candidate(tanh(s.affine("z", x, y)));
    Expr zNext = oneMinus(slow).times(z).plus(slow.times(ofZ)).named("z");
    Expr ofY = s.candidate(tanh(s.affine("y", x, zNext)));
    Expr yNext = oneMinus(fast).times(y).plus(fast.times(ofY));
    s.next("z", zNext);
    s.next("y", yNext);
    s.output(yNext);
    s.observe("fast", fast);
    s.observe("slow", slow);
  }
}
