package dev.carousel.cells.rnn.ode;

import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The coupled oscillatory recurrent network, coRNN: each unit is a damped oscillator, driven by the
 * input and by all units (Rusch and Mishra, 2021, "Coupled Oscillatory Recurrent Neural Network
 * (coRNN): An Accurate and (Gradient) Stable Architecture for Learning Long Time Dependencies"):
 *
 * <pre>
 * z' = z + dt (tanh(Wx x + Wy y + Wz z + b) - gamma y - epsilon z)
 * y' = y + dt z'
 * </pre>
 *
 * <p><b>Why:</b> y is the position and z the velocity; the output is y'. Small steps of oscillators
 * change an error little, so it neither vanishes nor explodes soon. Without the force tanh(..),
 * each unit is a linear oscillator whose step has the determinant {@code 1 - dt epsilon}. For a
 * weak damping, {@code epsilon^2 < 4 gamma} if dt is small, it oscillates, and its amplitude
 * changes by the root of that at each step. For a strong one, it creeps back to 0 without
 * oscillating.
 *
 * <p><b>When:</b> Use it for long sequences, such as pixels one by one or sensor data.
 *
 * <p>This is the form of the authors' code, in which the damping acts on the old z.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code f.Wx} [H, I], {@code f.Wy} and {@code f.Wz}
 * [H, H], {@code f.b} [H]. All start uniform on +-1 / sqrt(I + 2H), as in the authors' code.
 *
 * @param dt the step size
 * @param gamma the square of the oscillators' own frequency
 * @param epsilon the damping
 */
public record CoRnnCell(double dt, double gamma, double epsilon) implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr y = s.state("y");
    Expr z = s.state("z");
    Initializer uniform = Initializers.uniform(1 / Math.sqrt(x.size() + 2.0 * s.units()));
    s.initialize(uniform, uniform, uniform);
    Expr force = tanh(s.affine("f", x, y, z)).minus(y.times(gamma)).minus(z.times(epsilon));
    Expr zNext = z.plus(force.times(dt));
    Expr yNext = y.plus(zNext.times(dt));
    s.next("z", zNext);
    s.next("y", yNext);
    s.output(yNext);
  }
}
