package dev.carousel.cells.rnn.linear;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The simple recurrent unit, SRU (Lei, Zhang, Wang, Dai and Artzi, 2018, "Simple Recurrent Units
 * for Highly Parallelizable Recurrence", version 5 of the preprint "Training RNNs as Fast as
 * CNNs"):
 *
 * <pre>
 * f = sigmoid(Wx x + v * c + b)      r = sigmoid(Wx x + v * c + b)
 * c' = f * c + (1 - f) * (Wx x)
 * y = r * c' + (1 - r) * (s x),      s = sqrt(1 + 2 e^highway-bias)
 * </pre>
 *
 * <p><b>Why:</b> No matrix multiplies the state, so the matrix products of all steps are computed
 * at once; the gates read their own unit's state through the vectors v. y is the output: a highway
 * connection around the layer, which makes deep stacks easy to train. s keeps the output's variance
 * near that of the input.
 *
 * <p><b>When:</b> Use it in place of the LSTM where speed counts. Units learn of each other only in
 * the layer above: stack at least two layers.
 *
 * <p>In earlier versions of the paper the gates do not read the state, and the output is {@code r *
 * tanh(c') + (1 - r) * x}, without s.
 *
 * <p>The highway needs an input as wide as the state. With I other than H the matrix {@code
 * skip.Wx} stands for s, which is then the factor on its initial values, as in the authors' code.
 *
 * <p>Shapes: x [I], all others [H], s a number; parameters {@code f.Wx} [H, I], {@code f.v}, {@code
 * f.b} [H], the same for r, {@code c.Wx} [H, I], and perhaps {@code skip.Wx} [H, I]. f is observed
 * as {@code keep}, r as {@code reset}. As in the authors' code, c.Wx starts uniform on sqrt(3 / I),
 * the gates' matrices on sqrt(1.5 / I), v on sqrt(1.5), and biases at 0.
 *
 * @param keep where the bias of f starts
 * @param highwayBias where the bias of r starts; below 0 the layer at first hands on its input
 */
public record SruCell(KeepBias keep, double highwayBias) implements Cell {
  @Override
  public void step(Step s) {
    Expr x = s.input();
    Expr c = s.state("c");
    Expr f = sigmoid(gate(s, "f", keep.ofKeeping()).plus(own(s, "f.v").times(c)));
    Expr r = sigmoid(gate(s, "r", bias(highwayBias)).plus(own(s, "r.v").times(c)));
    Expr candidate = s.candidate(s.affine("c", weighted(x, ofVariance(1, x)), noBias()));
    Expr next = f.times(c).plus(oneMinus(f).times(candidate));
    s.next("c", next);
    s.output(r.times(next).plus(oneMinus(r).times(highway(s, x))));
    s.observe("keep", f);
    s.observe("reset", r);
  }

  private static Expr gate(Step s, String name, AffineTerm bias) {
    Expr x = s.input();
    return s.affine(name, weighted(x, ofVariance(0.5, x)), bias);
  }

  private static Expr own(Step s, String name) {
    return s.vector(name, s.units(), Initializers.uniform(Math.sqrt(1.5)));
  }

  private Expr highway(Step s, Expr x) {
    double scale = Math.sqrt(1 + 2 * Math.exp(highwayBias));
    return x.size() == s.units()
        ? x.times(scale)
        : s.affine("skip", weighted(x, ofVariance(scale * scale, x)), noBias());
  }

  /** So that the product with x of variance 1 has this variance. */
  private static Initializer ofVariance(double variance, Expr x) {
    return Initializers.uniform(Math.sqrt(3 * variance / x.size()));
  }
}
