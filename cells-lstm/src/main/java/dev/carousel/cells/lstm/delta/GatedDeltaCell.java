package dev.carousel.cells.lstm.delta;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.outer;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.silu;
import static dev.carousel.expr.Functions.softplus;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.MatrixExpr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;

/**
 * The gated delta rule, a matrix memory that replaces what it has stored at a key (Yang, Kautz and
 * Hatamizadeh, 2024, "Gated Delta Networks: Improving Mamba2 with Delta Rule"):
 *
 * <pre>
 * q = unit(silu(Wx x))         k = unit(silu(Wx x))         v = silu(Wx x)
 * alpha = e^(-e^A * softplus(Wx x + b))                     beta = sigmoid(Wx x)
 * S' = alpha S (I - beta k k') + beta v k'
 * h' = gain * rmsNorm(S' q) * silu(Wx x)                    or h' = S' q
 * </pre>
 *
 * <p><b>Why:</b> What is stored at a key is replaced: with beta 1, reading at the key that was last
 * written gives its value, whatever else is stored. {@code mlstm} adds instead. alpha forgets
 * everything together. No gate reads the state, so all but the memory itself is computed before the
 * loop over time.
 *
 * <p><b>When:</b> Use it for recall where keys are used again, and for tracking a state.
 *
 * <p>Shapes, for heads of d units each, so that H = heads d: x [I]; q, k, v and the output [H];
 * alpha and beta [heads]; S a matrix [d, d] for each head, which is the only state. Parameters
 * {@code q.Wx} [H, I], and likewise for k, v and the output's gate g; {@code a.Wx} [heads, I],
 * {@code a.b} and {@code A} [heads] for alpha; {@code beta.Wx} [heads, I]; {@code gain} [H]. {@code
 * unit(v) = v / sqrt(v . v + 1e-6)} and the norm are those of each head.
 *
 * <p>As in the authors' code, {@code e^A} is uniform on 0 to 16, and a.b is such that its softplus
 * is log-uniform on 0.001 to 0.1: half of a memory is forgotten in 1 to some 10,000 steps. Other
 * matrices start as those of {@code lstm}. The code divides q by sqrt(d), which the norm undoes,
 * and has a short convolution before each silu and a map after the gate; use layers of their own.
 *
 * @param heads that share the units
 * @param output what is read
 */
public record GatedDeltaCell(Heads heads, Output output) implements Cell {
  private static final double SQUARED_NORM_OF_NOTHING = 1e-6;
  private static final double LARGEST_RATE = 16;
  private static final double SHORTEST_STEP = 0.001;
  private static final double LONGEST_STEP = 0.1;

  /** What the cell hands up. */
  public enum Output {
    /** What is read, normalised and gated. */
    GATED,
    /** What is read. */
    PLAIN
  }

  @Override
  public void step(Step s) {
    int count = heads.in("gated-delta", s.units());
    int d = s.units() / count;
    Expr x = s.input();
    Expr q = unit(silu(s.affine("q", x, noBias())), count);
    Expr k = unit(silu(s.affine("k", x, noBias())), count);
    Expr v = silu(s.affine("v", x, noBias()));
    Expr rate = exp(s.vector("A", count, logarithmOfRates()));
    Expr span = softplus(s.affine("a", count, x, bias(logarithmicSteps())));
    Expr alpha = exp(rate.times(span).negate());
    Expr beta = sigmoid(s.affine("beta", count, x, noBias()));

    MatrixExpr left = s.matrixState("S", count, d, d).scaled(alpha);
    Expr missing = v.minus(left.times(k)).times(beta.repeatEach(d));
    MatrixExpr memory = left.plus(outer(count, missing, k));
    s.next("S", memory);
    s.output(read(s, memory.times(q), count));
    s.observe("forget", alpha);
    s.observe("input", beta);
  }

  private Expr read(Step s, Expr found, int count) {
    if (output == Output.PLAIN) {
      return found;
    }
    Expr gain = s.vector("gain", s.units(), Initializers.constant(1));
    Expr gate = silu(s.affine("g", s.input(), noBias()));
    s.observe("output", gate);
    return found.rmsNorm(count).times(gain).times(gate);
  }

  /** Each head's piece, of length 1. */
  private static Expr unit(Expr v, int count) {
    Expr norm = v.square().sum(count).plus(SQUARED_NORM_OF_NOTHING).sqrt();
    return v.times(norm.reciprocal().repeatEach(v.size() / count));
  }

  private static Initializer logarithmOfRates() {
    return (parameter, random) -> {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, Math.log(LARGEST_RATE * (1 - random.nextDouble())));
      }
    };
  }

  private static Initializer logarithmicSteps() {
    double logRange = Math.log(LONGEST_STEP / SHORTEST_STEP);
    return (parameter, random) -> {
      for (int i = 0; i < parameter.size(); i++) {
        double step = SHORTEST_STEP * Math.exp(logRange * random.nextDouble());
        parameter.set(i, Math.log(Math.expm1(step)));
      }
    };
  }
}
