package dev.carousel.cells.lstm.minimal;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * JANET, an LSTM with only the forget gate (van der Westhuizen and Lasenby, 2018, "The Unreasonable
 * Effectiveness of the Forget Gate"):
 *
 * <pre>
 * s = Wx x + Wh h + b               g = tanh(Wx x + Wh h + b)
 * h' = sigmoid(s) * h + (1 - sigmoid(s - beta)) * g
 * </pre>
 *
 * <p><b>Why:</b> It has half of the LSTM's parameters; the cell state is the output. At beta 0 the
 * new state is a mean of the old one and g, and stays within -1 and 1. A larger beta lets more
 * input in: the two factors add up to at most {@code 1 + tanh(beta / 4)}, which is 1.245 for the
 * paper's beta of 1.
 *
 * <p><b>When:</b> Use it with {@code chrono} where memory matters more than fine control of the
 * output.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code f.Wx} [H, I], {@code f.Wh} [H, H], {@code
 * f.b} [H] for s, and so on for g.
 *
 * <p>The bias of the gate starts at 1 or as chrono, as in the authors' code; all else as in {@code
 * lstm}.
 *
 * @param init the initialisation of the matrices
 * @param beta how much further than by the forget gate the input is let in
 * @param forgetBias the initial bias of the forget gate
 * @param chronoLag the longest lag over which the biases are spread (chrono initialisation); 0 for
 *     none
 */
public record JanetCell(RecurrentInit init, double beta, double forgetBias, double chronoLag)
    implements Cell {
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr open = s.affine("f", x, h, MemoryStart.open(forgetBias, chronoLag));
    Expr g = s.candidate(tanh(s.affine("g", x, h)));
    Expr forget = sigmoid(open);
    Expr input = oneMinus(beta == 0 ? forget : sigmoid(open.minus(beta)));
    s.next("h", forget.times(h).plus(input.times(g)));
    s.observe("forget", forget);
    s.observe("input", input);
  }
}
