package dev.carousel.cells.lstm.xlstm;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.blockDiagonal;
import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.max;
import static dev.carousel.expr.Functions.min;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;

/**
 * The sLSTM, an LSTM with an exponential input gate (Beck, Poeppel, Spanring, Auer, Prudnikova,
 * Kopp, Klambauer, Brandstetter and Hochreiter, 2024, "xLSTM: Extended Long Short-Term Memory"):
 *
 * <pre>
 * i~ = Wx x + Wh h + b              f~ = Wx x + Wh h + b
 * z = tanh(Wx x + Wh h + b)         o = sigmoid(Wx x + Wh h + b)
 * l = m + log f                     with f = sigmoid(f~), or f = e^f~
 * m' = max(i~, l); i~ at the first step
 * c' = e^(l - m') * c + e^(i~ - m') * z
 * n' = e^(l - m') * n + e^(i~ - m')
 * h' = o * c' / n'
 * </pre>
 *
 * <p><b>Why:</b> Without m these are {@code c' = f * c + e^i~ * z} and {@code n' = f * n + e^i~},
 * so {@code c' / n'} is a mean of all z so far, weighted by the gates. A late input can outweigh
 * all before, which the LSTM's input gate, at most 1, cannot do. m keeps the numbers finite, and h
 * does not depend on it.
 *
 * <p><b>When:</b> Use it where a memory must be corrected by later inputs.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code i.Wx} [H, I], {@code i.Wh} [H, H / heads],
 * {@code i.b} [H], and so on for f, z and o. {@code Wh} is block-diagonal: a unit reads its own
 * head alone. The states are h, c, n and m. One of the two powers is 1, so that n is at least 1
 * after every step. An n of 0 is how the first step is known.
 *
 * <p>Observed as {@code forget} and {@code input} are the shares of the old mean and of z in the
 * new one, which add up to 1.
 *
 * <p>As in the authors' code, recurrent matrices and biases start at 0, but for the forget gate's:
 * unit k of the d units of a head starts from {@code 5 - 12 (k / (d - 1))^(0.3 + 1.3 depth)}, which
 * spreads time-scales from 150 steps to none. Input matrices start as those of {@code lstm}. The
 * layer normalisation and the maps around it in an xLSTM block are layers of their own.
 *
 * @param heads that share the units
 * @param forgetGate the function of the forget gate
 * @param depth where the layer stands in its stack, from 0 (first) to 1 (last): deeper layers start
 *     with more units that remember
 * @param chronoLag the longest lag over which the forget gate's biases are spread instead (chrono
 *     initialisation); 0 for none
 */
public record SlstmCell(Heads heads, ForgetGate forgetGate, double depth, double chronoLag)
    implements Cell {
  private static final double MOST_OPEN = 5;
  private static final double SPAN = 12;
  private static final double FIRST_POWER = 0.3;
  private static final double DEEPER_POWER = 1.3;

  /** Times an n of at least 1, it is beyond any sum of a gate. */
  private static final double BEYOND = 1e20;

  @Override
  public void step(Step s) {
    int blocks = heads.in("slstm", s.units());
    Initializer zeros = Initializers.zeros();
    s.initialize(Initializers.uniform(1 / Math.sqrt(s.units())), zeros, zeros);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr n = s.state("n");
    Expr i = s.affine("i", x, blockDiagonal(h, blocks));
    Expr f = s.affine("f", x, blockDiagonal(h, blocks), bias(start(s.units() / blocks)));
    Expr z = s.candidate(tanh(s.affine("z", x, blockDiagonal(h, blocks))));
    Expr o = sigmoid(s.affine("o", x, blockDiagonal(h, blocks)));

    // Where n is 0, nothing is stored, and the level is that of the input gate.
    Expr any = i.plus(n.stopGradient().times(BEYOND));
    Expr kept = min(s.state("m").plus(forgetGate.log(f)), any);
    Expr level = max(i, kept);
    Expr keep = exp(kept.minus(level));
    Expr add = exp(i.minus(level));
    Expr cNext = keep.times(c).plus(add.times(z));
    Expr nNext = keep.times(n).plus(add);
    Expr weight = max(nNext, s.constant(1, s.units()));
    s.next("c", cNext);
    s.next("n", nNext);
    s.next("m", level);
    s.next("h", o.times(cNext.dividedBy(weight)));
    s.observe("forget", keep.times(n).dividedBy(weight));
    s.observe("input", add.dividedBy(weight));
    s.observe("output", o);
  }

  private Initializer start(int headUnits) {
    return forgetGate.start(
        chronoLag > 0 ? Initializers.chrono(chronoLag, 1) : powerLaw(headUnits));
  }

  private Initializer powerLaw(int headUnits) {
    double power = FIRST_POWER + DEEPER_POWER * depth;
    return (parameter, random) -> {
      for (int k = 0; k < parameter.size(); k++) {
        double place = k % headUnits / (double) Math.max(1, headUnits - 1);
        parameter.set(k, MOST_OPEN - SPAN * Math.pow(place, power));
      }
    };
  }
}
