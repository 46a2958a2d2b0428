package dev.carousel.cells.rnn;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The vanilla recurrent cell (Elman, 1990, "Finding Structure in Time"):
 *
 * <pre>h' = phi(Wx x + Wh h + b)</pre>
 *
 * <p><b>Why:</b> It is the simplest network with a memory, and the measure of all others. Its
 * Jacobian is {@code diag(phi') Wh}: back-propagated through k steps, a product of k such matrices,
 * which vanishes or explodes.
 *
 * <p><b>When:</b> Use it as a baseline, for lags of about ten steps, and to study gradients.
 *
 * <p>Shapes: x [I], h [H], Wx [H, I], Wh [H, H], b [H]; parameters {@code h.Wx}, {@code h.Wh},
 * {@code h.b}. There is one bias; PyTorch has two, which are only added.
 *
 * @param activation phi
 * @param init the initialisation of the matrices
 */
public record RnnCell(Activation activation, RecurrentInit init) implements Cell {

  /** The activation functions. */
  public enum Activation {
    TANH,
    RELU,
    IDENTITY;

    /** The function of each element. */
    public Expr of(Expr x) {
      return switch (this) {
        case TANH -> x.tanh();
        case RELU -> x.relu();
        case IDENTITY -> x;
      };
    }
  }

  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    s.next("h", activation.of(s.affine("h", x, h)));
  }
}
