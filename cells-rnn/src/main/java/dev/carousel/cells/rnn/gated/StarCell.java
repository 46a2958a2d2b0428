package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The stackable recurrent cell, STAR (Turkoglu, D'Aronco, Wegner and Schindler, 2021, "Gating
 * Revisited: Deep Multi-layer RNNs That Can Be Trained"):
 *
 * <pre>
 * z = tanh(Wx x + b)
 * k = sigmoid(Wx x + Wh h + b)
 * h' = tanh((1 - k) * h + k * z)
 * </pre>
 *
 * <p>The authors' code differs from the paper. Its gate is a keep gate f, and it opens for the
 * input a little more than it forgets:
 *
 * <pre>
 * s = Wx x + Wh h + b
 * h' = tanh(sigmoid(s) * h + (1 - sigmoid(s - 1)) * z)
 * </pre>
 *
 * <p><b>Why:</b> It is made for deep stacks: gradients keep their size from layer to layer as well
 * as from step to step. The outer tanh shrinks large states.
 *
 * <p><b>When:</b> Use it in stacks of many layers.
 *
 * <p>{@code keep}, which is 1 - k or sigmoid(s), is the share that a state near 0 keeps.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code z.Wx} [H, I], {@code z.b} [H], {@code k.Wx}
 * [H, I], {@code k.Wh} [H, H], {@code k.b} [H]; in the variant of the code f stands for k. Matrices
 * start orthogonal and the bias of z at 0, as in the authors' code.
 *
 * @param variant which of the two
 * @param keep where the bias of the gate starts; the authors' code starts the bias of {@code keep}
 *     at 1, or spreads it
 * @param gain the factor on the initial recurrent matrix
 */
public record StarCell(Variant variant, KeepBias keep, double gain) implements Cell {
  /** How much less than 1 - keep the gate of the authors' code closes for the input, in logits. */
  private static final double BETA = 1;

  /** Whose equations. */
  public enum Variant {
    /** Those of the paper. */
    PAPER,
    /** Those of the authors' code. */
    CODE
  }

  @Override
  public void step(Step s) {
    s.initialize(Initializers.orthogonal(1), Initializers.orthogonal(gain), Initializers.zeros());
    Expr x = s.input();
    Expr h = s.state("h");
    Expr z = s.candidate(tanh(s.affine("z", x)));
    if (variant == Variant.PAPER) {
      Expr k = sigmoid(s.affine("k", x, h, keep.ofReplacing()));
      s.next("h", tanh(oneMinus(k).times(h).plus(k.times(z))));
      s.observe("keep", oneMinus(k));
    } else {
      Expr sum = s.affine("f", x, h, keep.ofKeeping());
      Expr kept = sigmoid(sum);
      Expr taken = oneMinus(sigmoid(sum.minus(BETA)));
      s.next("h", tanh(kept.times(h).plus(taken.times(z))));
      s.observe("keep", kept);
      s.observe("input", taken);
    }
  }
}
