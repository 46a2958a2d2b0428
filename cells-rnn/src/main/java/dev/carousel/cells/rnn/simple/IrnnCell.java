package dev.carousel.cells.rnn.simple;

import static dev.carousel.expr.Functions.relu;

import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The recurrent network of rectified linear units that starts from the identity, IRNN (Le, Jaitly
 * and Hinton, 2015, "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units"):
 *
 * <pre>h' = relu(Wx x + Wh h + b)      at the start Wh = gain I, b = 0</pre>
 *
 * <p><b>Why:</b> The equations are those of a vanilla network with relu; the initialisation makes
 * the cell. With gain 1, active units carry an error back unchanged at the start: their Jacobian is
 * the identity. A gain below 1 forgets, by that factor at each step.
 *
 * <p><b>When:</b> Use it where a memory over many steps is needed and gates are too dear. Nothing
 * keeps the matrix near the identity in training: clip the gradients, as the paper does.
 *
 * <p>Shapes: x [I], h [H], Wx [H, I], Wh [H, H], b [H]; parameters {@code h.Wx}, {@code h.Wh},
 * {@code h.b}. Wx starts normal with mean 0.
 *
 * @param gain the factor on the identity that Wh starts from
 * @param inputDeviation the standard deviation that Wx starts with; 0.001 in the paper
 */
public record IrnnCell(double gain, double inputDeviation) implements Cell {
  @Override
  public void step(Step s) {
    s.initialize(
        Initializers.normal(inputDeviation), Initializers.identity(gain), Initializers.zeros());
    s.next("h", relu(s.affine("h", s.input(), s.state("h"))));
  }
}
