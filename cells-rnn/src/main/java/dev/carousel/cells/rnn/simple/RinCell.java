package dev.carousel.cells.rnn.simple;

import static dev.carousel.expr.Functions.relu;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The recurrent identity network, RIN (Hu, Huber, Anumula and Liu, 2018, "Overcoming the Vanishing
 * Gradient Problem in Plain Recurrent Networks"):
 *
 * <pre>h' = relu(Wx x + (Wh + I) h + b)</pre>
 *
 * <p><b>Why:</b> The identity is part of the equations and is not trained: Wh learns the difference
 * from it, as a residual block does. Weight decay pulls the whole map to the identity, not to zero.
 * At the start it is nearly an {@link IrnnCell} with gain 1.
 *
 * <p><b>When:</b> Use it in place of the IRNN, above all with weight decay. Clip the gradients.
 *
 * <p>Shapes: x [I], h [H], Wx [H, I], Wh [H, H], b [H]; parameters {@code h.Wx}, {@code h.Wh},
 * {@code h.b}. Both matrices start normal with mean 0, b starts at 0.
 *
 * @param inputDeviation the standard deviation that Wx starts with
 * @param recurrentDeviation the standard deviation that Wh starts with; 0.001 in the paper
 */
public record RinCell(double inputDeviation, double recurrentDeviation) implements Cell {
  @Override
  public void step(Step s) {
    s.initialize(
        Initializers.normal(inputDeviation),
        Initializers.normal(recurrentDeviation),
        Initializers.zeros());
    Expr h = s.state("h");
    s.next("h", relu(s.affine("h", s.input(), h).plus(h)));
  }
}
