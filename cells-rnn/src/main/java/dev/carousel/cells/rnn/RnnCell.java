package dev.carousel.cells.rnn;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The vanilla recurrent cell (Elman, 1990):
 *
 * <pre>h' = phi(Wx x + Wh h + b)</pre>
 *
 * <p>Shapes: x [I], h [H], Wx [H, I], Wh [H, H], b [H]; parameters {@code h.Wx}, {@code h.Wh},
 * {@code h.b}. Its Jacobian is {@code diag(phi') Wh}: back-propagated through k steps, a product of
 * k such matrices. There is one bias; PyTorch has two, which are only added.
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
