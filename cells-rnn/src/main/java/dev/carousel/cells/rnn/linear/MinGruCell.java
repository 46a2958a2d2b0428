package dev.carousel.cells.rnn.linear;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.min;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.relu;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The minimal gated recurrent unit, minGRU (Feng and others, 2024, "Were RNNs All We Needed?"):
 *
 * <pre>
 * z = sigmoid(Wx x + b)      n = k(Wx x + b)
 * h' = (1 - z) * h + z * n
 * </pre>
 *
 * <p>k is the identity ({@code plain}), or {@code g}, which is positive so that the parallel form
 * can work with logarithms:
 *
 * <pre>
 * g(v) = v + 0.5        for v of at least 0
 *        sigmoid(v)     otherwise
 * </pre>
 *
 * <p><b>Why:</b> It is a GRU whose gate and candidate read the input only. No matrix multiplies the
 * state: h' is linear in h, unit by unit, and the states of all steps follow from sums over time.
 * So the matrix products of all steps are computed at once, and h can be computed in parallel.
 *
 * <p><b>When:</b> Use it for long sequences, where speed counts. Units learn of each other only in
 * the layer above: stack at least two layers.
 *
 * <p>z replaces the state; {@code keep = 1 - z} is observed. Shapes: x [I], all others [H];
 * parameters {@code z.Wx}, {@code n.Wx} [H, I], {@code z.b}, {@code n.b} [H]. Matrices start
 * uniform on 1 / sqrt(I), as PyTorch's linear layers do, and biases at 0.
 *
 * @param candidate k
 * @param keep where the bias of z starts: at its negative
 */
public record MinGruCell(Candidate candidate, KeepBias keep) implements Cell {

  /** The function of the candidate. */
  public enum Candidate {
    /** None. */
    PLAIN,
    /** A positive function with slope 1 above 0: of the cell in logarithms. */
    G;

    Expr of(Step s, Expr v) {
      return switch (this) {
        case PLAIN -> v;
        // Above 0 the sigmoid is that of 0, which is 0.5; below 0 the relu is 0.
        case G -> relu(v).plus(sigmoid(min(v, s.constant(0, v.size()))));
      };
    }
  }

  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Initializer linear = Initializers.uniform(1 / Math.sqrt(x.size()));
    Expr z = sigmoid(s.affine("z", weighted(x, linear), keep.ofReplacing()));
    Expr n = s.candidate(candidate.of(s, s.affine("n", weighted(x, linear), bias(0))));
    s.next("h", oneMinus(z).times(h).plus(z.times(n)));
    s.observe("keep", oneMinus(z));
  }
}
