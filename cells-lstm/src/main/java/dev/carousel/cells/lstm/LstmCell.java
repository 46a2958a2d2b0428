package dev.carousel.cells.lstm;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.cells.lstm.internal.Peephole;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The long short-term memory with a forget gate (Hochreiter and Schmidhuber, 1997, "Long Short-Term
 * Memory"; Gers, Schmidhuber and Cummins, 2000, "Learning to Forget: Continual Prediction with
 * LSTM"):
 *
 * <pre>
 * i = sigmoid(Wx x + Wh h + b)      f = sigmoid(Wx x + Wh h + b)
 * g = tanh(Wx x + Wh h + b)         o = sigmoid(Wx x + Wh h + b)
 * c' = f * c + i * g                h' = o * tanh(c')
 * </pre>
 *
 * <p><b>Why:</b> From c' back to c, the error is multiplied only by f, element by element, and not
 * by a matrix: the constant error carousel.
 *
 * <p><b>When:</b> Use it first, for sequences of any kind. For a known longest lag, add {@code
 * chrono}.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code i.Wx} [H, I], {@code i.Wh} [H, H], {@code
 * i.b} [H], and so on for f, g and o. There is one bias; PyTorch has two, which are only added.
 * Weights are initialised as in PyTorch, but the forget bias starts at 1.
 *
 * <p>Variants: <b>peepholes</b> add {@code p * c} to i and f and {@code p * c'} to o before the
 * sigmoid (Gers and Schmidhuber, 2000); <b>coupled</b> has no input gate but {@code i = 1 - f}
 * (Greff and others, 2017).
 *
 * @param init the initialisation of the matrices
 * @param forgetBias the initial bias of the forget gate
 * @param chronoLag the longest lag over which the biases are spread (chrono initialisation); 0 for
 *     none
 * @param peepholes whether the gates also read the cell state
 * @param coupled whether the input gate is 1 minus the forget gate
 */
public record LstmCell(
    RecurrentInit init, double forgetBias, double chronoLag, boolean peepholes, boolean coupled)
    implements Cell {

  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr f = sigmoid(peep(s, "f", c, s.affine("f", x, h, MemoryStart.open(forgetBias, chronoLag))));
    Expr i = coupled ? oneMinus(f) : sigmoid(peep(s, "i", c, inputGate(s, x, h)));
    Expr g = s.candidate(tanh(s.affine("g", x, h)));
    Expr cNext = f.times(c).plus(i.times(g));
    Expr o = sigmoid(peep(s, "o", cNext, s.affine("o", x, h)));
    s.next("c", cNext);
    s.next("h", o.times(tanh(cNext)));
    s.observe("forget", f);
    s.observe("input", i);
    s.observe("output", o);
  }

  private Expr peep(Step s, String gate, Expr cellState, Expr sum) {
    return peepholes ? Peephole.add(s, gate, cellState, sum) : sum;
  }

  private Expr inputGate(Step s, Expr x, Expr h) {
    return chronoLag > 0
        ? s.affine("i", x, h, MemoryStart.closed(forgetBias, chronoLag))
        : s.affine("i", x, h);
  }
}
