package dev.carousel.cells.lstm.minimal;

import static dev.carousel.expr.Functions.min;
import static dev.carousel.expr.Functions.relu;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.softplus;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The minimal LSTM, whose gates read the input alone (Feng and others, 2024, "Were RNNs All We
 * Needed?"):
 *
 * <pre>
 * f = sigmoid(Wx x + b)      i = sigmoid(Wx x + b)      v = Wx x + b
 * h' = f / (f + i) * h + i / (f + i) * k(v)
 * </pre>
 *
 * <p>The candidate {@code k(v)} is v itself ({@code plain}), or {@code g(v)}, which is {@code v +
 * 0.5} from 0 upwards and {@code sigmoid(v)} below. The paper needs g to compute the recurrence in
 * parallel in log-space, where all states must be positive.
 *
 * <p><b>Why:</b> The state meets no matrix and no gate reads it, so the recurrence is linear:
 * everything but one product and one sum is computed before the loop over time. Both factors add up
 * to 1, so the state is a mean of all candidates so far.
 *
 * <p><b>When:</b> Use it for long sequences and in deep stacks; one layer alone cannot let what it
 * has stored decide what it stores next.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code f.Wx} [H, I], {@code f.b} [H], and so on for
 * i and v.
 *
 * <p>The quotients are computed as sigmoids, which never divide 0 by 0: {@code f / (f + i) =
 * sigmoid(d)} and {@code i / (f + i) = sigmoid(-d)}, with {@code d = ln f - ln i}.
 *
 * <p>Matrices start uniform on 1 / sqrt(I), as in {@code torch.nn.Linear}, and {@code v.b} at 0.
 * The bias of the input gate starts at the negative of the forget gate's, so that with inputs of 0
 * exactly {@code sigmoid(forget-bias)} of the state is kept.
 *
 * @param candidate how the candidate is made
 * @param forgetBias the initial bias of the forget gate
 * @param chronoLag the longest lag over which the biases are spread (chrono initialisation); 0 for
 *     none
 */
public record MinLstmCell(Candidate candidate, double forgetBias, double chronoLag)
    implements Cell {

  /** How the candidate is made of v. */
  public enum Candidate {
    /** It is v. */
    PLAIN,
    /** It is {@code g(v)}, which is positive. */
    G
  }

  @Override
  public void step(Step s) {
    Initializer linear = Initializers.uniform(1 / Math.sqrt(s.input().size()));
    s.initialize(linear, linear, Initializers.zeros());
    Expr x = s.input();
    Expr h = s.state("h");
    Expr f = s.affine("f", x, MemoryStart.open(forgetBias, chronoLag));
    Expr i = s.affine("i", x, MemoryStart.closed(forgetBias, chronoLag));
    Expr v = s.affine("v", x);
    Expr d = softplus(i.negate()).minus(softplus(f.negate()));
    Expr forget = sigmoid(d);
    Expr input = sigmoid(d.negate());
    Expr proposed = s.candidate(candidate == Candidate.G ? positive(s, v) : v);
    s.next("h", forget.times(h).plus(input.times(proposed)));
    s.observe("forget", forget);
    s.observe("input", input);
  }

  /** {@code relu(v) + sigmoid(min(v, 0))}: v + 0.5 from 0 upwards, sigmoid(v) below. */
  private static Expr positive(Step s, Expr v) {
    return relu(v).plus(sigmoid(min(v, s.constant(0, s.units()))));
  }
}
