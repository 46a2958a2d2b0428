package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The minimalRNN (Chen, 2017, "MinimalRNN: Toward More Interpretable and Trainable Recurrent Neural
 * Networks"; Chen, Pennington and Schoenholz, 2018):
 *
 * <pre>
 * z = tanh(Wx x + b)
 * u = sigmoid(Wh h + Wz z + b)
 * h' = u * h + (1 - u) * z
 * </pre>
 *
 * <p><b>Why:</b> The candidate z reads the input only, so the state stays in the space of encoded
 * inputs: each unit of h' lies between its last state and z. Its theory of signal propagation is
 * known in closed form; the recurrence works on a time-scale that the bias of u sets.
 *
 * <p><b>When:</b> Use it where the state should be easy to understand, and to compare measurements
 * with theory.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code z.Wx} [H, I], {@code z.b} [H], {@code u.Wh}
 * and {@code u.Wz} [H, H], {@code u.b} [H].
 *
 * @param init the initialisation of the matrices
 * @param keep where the bias of u starts
 */
public record MinimalRnnCell(RecurrentInit init, KeepBias keep) implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr h = s.state("h");
    Expr z = tanh(s.affine("z", s.input())).named("z");
    Expr u = sigmoid(s.affine("u", h, z, keep.ofKeeping()));
    s.next("h", u.times(h).plus(oneMinus(u).times(z)));
    s.observe("keep", u);
  }
}
