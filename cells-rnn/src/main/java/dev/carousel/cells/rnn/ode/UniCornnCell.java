package dev.carousel.cells.rnn.ode;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The undamped independent controlled oscillatory recurrent unit, UnICORNN: each unit is an
 * oscillator of its own without damping, with a learnt time step (Rusch and Mishra, 2021,
 * "UnICORNN: A Recurrent Model for Learning Very Long Time Dependencies"):
 *
 * <pre>
 * d  = dt sigmoid(c)
 * z' = z - d * (tanh(w * y + Wx x + b) + alpha y)
 * y' = y + d * z'
 * </pre>
 *
 * <p><b>Why:</b> y is the position and z the velocity; the output is y'. This is the symplectic
 * Euler step of a Hamiltonian system that the input drives. It keeps areas in the plane of each
 * unit's (y, z): its Jacobian has the determinant 1, whatever the parameters, so a gradient cannot
 * vanish in all directions.
 *
 * <p><b>When:</b> Use it for very long sequences. No matrix multiplies a state; units meet in the
 * next layer, so the authors stack three layers.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code c}, {@code w} and {@code f.b} [H], {@code
 * f.Wx} [H, I]. Initially, as in the authors' code: c is uniform on +-0.1, w uniform on [0, 1), Wx
 * uniform on +-sqrt(6 / (65 I)) (Kaiming's for a leaky slope of 8), and b is 0.
 *
 * @param dt the longest time step
 * @param alpha the stiffness: for w = 0, a unit turns by about d sqrt(alpha) radians at each step
 */
public record UniCornnCell(double dt, double alpha) implements Cell {
  /** The slope a of the authors' Kaiming initialisation, whose gain is sqrt(2 / (1 + a^2)). */
  private static final double SLOPE = 8;

  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr y = s.state("y");
    Expr z = s.state("z");
    Expr d = sigmoid(s.vector("c", s.units(), Initializers.uniform(0.1))).times(dt);
    Expr w = s.vector("w", s.units(), Initializers.uniform(0, 1));
    Initializer kaiming = Initializers.uniform(Math.sqrt(6 / ((1 + SLOPE * SLOPE) * x.size())));
    Expr input = s.affine("f", weighted(x, kaiming), bias(0));
    Expr force = tanh(w.times(y).plus(input)).plus(y.times(alpha));
    Expr zNext = z.minus(d.times(force));
    Expr yNext = y.plus(d.times(zNext));
    s.next("z", zNext);
    s.next("y", yNext);
    s.output(yNext);
    s.observe("step", d);
  }
}
