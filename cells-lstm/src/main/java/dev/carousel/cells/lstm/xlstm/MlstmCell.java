package dev.carousel.cells.lstm.xlstm;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.max;
import static dev.carousel.expr.Functions.outer;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.MatrixExpr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;

/**
 * The mLSTM, an LSTM whose memory is a matrix: it stores values at keys, and reads them by a query
 * (Beck and others, 2024, "xLSTM: Extended Long Short-Term Memory").
 *
 * <pre>
 * q = Wx x + b                 k = (Wx x + b) / sqrt(d)        v = Wx x + b
 * i~ = Wx x + b                f~ = Wx x + b                   o = sigmoid(Wx x + b)
 * l = m + log f                with f = sigmoid(f~), or f = e^f~
 * m' = max(l, i~)
 * C' = e^(l - m') C + e^(i~ - m') v k'
 * n' = e^(l - m') n + e^(i~ - m') k
 * h' = o * C' q / (max(|n' . q|, e^-m') + 1e-6)
 * </pre>
 *
 * <p><b>Why:</b> The memory holds as many pairs of keys and values as a head has units, at the cost
 * of H d numbers for each row and step, for heads of d units. Without m it is {@code C' = f C +
 * e^i~ v k'}, and the denominator is {@code max(|n . q|, 1)}; m keeps the numbers finite. No gate
 * reads the state, so everything but the memory itself is computed before the loop over time, and
 * the recurrence is linear.
 *
 * <p><b>When:</b> Use it for associative recall.
 *
 * <p>Shapes, for heads of d units each, so that H = heads d: x [I]; q, k, v, o, n and the output
 * [H]; i~, f~ and m [heads]; C a matrix [d, d] for each head. Parameters {@code q.Wx} [H, I],
 * {@code q.b} [H], and so on for k, v and o; {@code i.Wx} [heads, I], {@code i.b} [heads], and so
 * on for f. The states are C, n and m.
 *
 * <p>As in the authors' code, the gates start independent of x: f.b rises from 3 for the first head
 * to 6 for the last, and i.b is normal with deviation 0.1. Other matrices and biases start as those
 * of {@code lstm}. The gates read x, as in the paper; the code's read q, k and v. The convolution,
 * the normalisation and the maps around it in an xLSTM block are layers of their own.
 *
 * @param heads that share the units
 * @param forgetGate the function of the forget gate
 */
public record MlstmCell(Heads heads, ForgetGate forgetGate) implements Cell {
  private static final double LEAST_OPEN = 3;
  private static final double MOST_OPEN = 6;
  private static final double INPUT_SPREAD = 0.1;
  private static final double LEAST_DENOMINATOR = 1e-6;

  /** Keeps {@code e^-m} and its square finite; beyond it the output is 0 in any precision. */
  private static final double LARGEST_POWER = 40;

  @Override
  public void step(Step s) {
    int count = heads.in("mlstm", s.units());
    int d = s.units() / count;
    Expr x = s.input();
    AffineTerm unread = weighted(x, Initializers.zeros());
    Expr q = s.affine("q", x);
    Expr k = s.affine("k", x).times(1 / Math.sqrt(d));
    Expr v = s.affine("v", x);
    Expr i = s.affine("i", count, unread, bias(Initializers.normal(INPUT_SPREAD)));
    Expr f = s.affine("f", count, unread, bias(forgetGate.start(spread())));
    Expr o = sigmoid(s.affine("o", x));

    MatrixExpr before = s.matrixState("C", count, d, d);
    Expr n = s.state("n");
    Expr kept = s.state("m", count).plus(forgetGate.log(f));
    Expr level = max(kept, i);
    Expr keep = exp(kept.minus(level));
    Expr add = exp(i.minus(level));
    MatrixExpr memory = before.scaled(keep).plus(outer(count, v.times(add.repeatEach(d)), k));
    Expr nNext = keep.repeatEach(d).times(n).plus(add.repeatEach(d).times(k));
    s.next("C", memory);
    s.next("n", nNext);
    s.next("m", level);
    Expr scale = max(nNext.times(q).sum(count).abs(), least(level)).plus(LEAST_DENOMINATOR);
    s.output(o.times(memory.times(q)).times(scale.reciprocal().repeatEach(d)));
    s.observe("forget", keep);
    s.observe("input", add);
    s.observe("output", o);
  }

  /** {@code e^-m}. */
  private static Expr least(Expr level) {
    return exp(level.negate().clamp(-LARGEST_POWER, LARGEST_POWER));
  }

  private static Initializer spread() {
    return (parameter, random) -> {
      double last = Math.max(1, parameter.size() - 1);
      for (int head = 0; head < parameter.size(); head++) {
        parameter.set(head, LEAST_OPEN + (MOST_OPEN - LEAST_OPEN) * head / last);
      }
    };
  }
}
