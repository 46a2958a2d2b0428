package dev.carousel.cells.rnn.linear;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.blockDiagonal;
import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.min;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.softplus;
import static dev.carousel.expr.Functions.sqrt;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Heads;

/**
 * The real-gated linear recurrent unit, RG-LRU (De, Smith, Fernando and others, 2024, "Griffin:
 * Mixing Gated Linear Recurrences with Local Attention for Efficient Language Models"):
 *
 * <pre>
 * u = Wx x + b
 * r = sigmoid(Wu u + b)        i = sigmoid(Wu u + b)
 * a = e^(-8 r * softplus(lambda))
 * h' = a * h + sqrt(1 - a^2) * (i * u)
 * </pre>
 *
 * <p><b>Why:</b> r decides how fast each unit forgets, by the input alone; the root keeps the
 * state's variance whatever a is. The state meets no matrix, so all else is computed outside the
 * loop over time.
 *
 * <p><b>When:</b> Use it for long sequences, in a stack, as it learns from the input what to keep.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code u.Wx} [H, I], {@code u.b} [H]; {@code r.Wu}
 * [H, H / heads], {@code r.b} [H], and likewise for i; {@code lambda} [H]. {@code Wu} is
 * block-diagonal. The paper's unit reads u, which the layer before it computes.
 *
 * <p>The derivative of the root is infinite where a is 1. As in the authors' code, it is limited to
 * 1000: so for {@code 1 - a^2} below 2.5e-7 the gradient of the parameters of a is smaller than the
 * true one, and a gradient check finds a difference there. a is that near to 1 only if r is below
 * 1e-4 or so. {@code 1 - a^2} is computed as {@code tanh(v) (1 + a^2)} of {@code a = e^-v}, which
 * does not cancel.
 *
 * <p>As in the authors' code, {@code e^-softplus(lambda)} starts as the moduli of points that are
 * uniform on the ring from r-min to r-max, and block-diagonal matrices normal with variance heads /
 * H. With r at one half, a starts as the fourth power of these moduli. Wx is normal with variance 1
 * / I. Biases start at 0. The code leaves the root out at the first step, the paper does not, nor
 * does this cell.
 *
 * @param heads blocks of the gates' matrices
 * @param ring where the moduli start
 */
public record RgLruCell(Heads heads, Ring ring) implements Cell {
  private static final double SPEED = 8;
  private static final double LARGEST_SLOPE = 1000;

  @Override
  public void step(Step s) {
    int units = s.units();
    int blocks = heads.in("rg-lru", units);
    Expr x = s.input();
    Initializer ofInput = Initializers.normal(1 / Math.sqrt(x.size()));
    Initializer ofBlock = Initializers.normal(Math.sqrt(blocks / (double) units));
    Expr u = s.affine("u", weighted(x, ofInput), bias(0)).named("u");
    Expr r = sigmoid(s.affine("r", blockDiagonal(u, blocks, ofBlock), bias(0)));
    Expr i = sigmoid(s.affine("i", blockDiagonal(u, blocks, ofBlock), bias(0)));
    Expr decay = softplus(s.vector("lambda", units, inverseSoftplus())).times(SPEED).times(r);
    Expr a = exp(decay.negate());
    Expr root = cappedRoot(s, tanh(decay).times(a.square().plus(1)));
    s.next("h", a.times(s.state("h")).plus(root.times(i.times(u))));
    s.observe("keep", a);
    s.observe("input", i);
    s.observe("recurrence", r);
  }

  private static Expr cappedRoot(Step s, Expr v) {
    Expr root = sqrt(v);
    Expr slope = root.times(2).reciprocal();
    return root.gradientTo(v, min(slope, s.constant(LARGEST_SLOPE, v.size())));
  }

  /** Of the decay {@code -ln a0}: {@code softplus(lambda) = -ln a0}. */
  private Initializer inverseSoftplus() {
    return (parameter, random) -> {
      for (int k = 0; k < parameter.size(); k++) {
        parameter.set(k, Math.log(Math.expm1(-ring.logModulus(random))));
      }
    };
  }
}
