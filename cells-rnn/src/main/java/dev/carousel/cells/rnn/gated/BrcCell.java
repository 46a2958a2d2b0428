package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;

/**
 * The bistable recurrent cell, BRC (Vecoven, Ernst and Drion, 2021, "A Bio-inspired Bistable
 * Recurrent Cell Allows for Long-lasting Memory"):
 *
 * <pre>
 * a = 1 + tanh(Wx x + w * h + b)      c = sigmoid(Wx x + w * h + b)
 * h' = c * h + (1 - c) * tanh(Wx x + a * h)
 * </pre>
 *
 * <p><b>Why:</b> A unit reads its own state only, as a biological neuron does. a, from 0 to 2, is
 * the gain of its feedback: above 1 the unit has two stable states and holds a bit for ever, below
 * 1 it returns to 0. c sets the speed, not the memory.
 *
 * <p><b>When:</b> Use it where a few bits must last for hundreds of steps.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code a.Wx} [H, I], {@code a.w}, {@code a.b} [H],
 * the same for c, and {@code n.Wx} [H, I] of the candidate, which has no bias. As in the authors'
 * code, matrices start Glorot-uniform, both w at 1 and biases at 0.
 *
 * @param keep where the bias of c starts
 */
public record BrcCell(KeepBias keep) implements Cell {
  @Override
  public void step(Step s) {
    Expr h = s.state("h");
    Initializer glorot = Initializers.glorotUniform();
    Expr x = s.input();
    Expr forA = s.affine("a", weighted(x, glorot), bias(0));
    Expr forC = s.affine("c", weighted(x, glorot), keep.ofKeeping());
    Expr a = tanh(forA.plus(own(s, "a.w").times(h))).plus(1);
    Expr c = sigmoid(forC.plus(own(s, "c.w").times(h)));
    Expr n = s.candidate(tanh(s.affine("n", weighted(x, glorot), noBias()).plus(a.times(h))));
    s.next("h", c.times(h).plus(oneMinus(c).times(n)));
    s.observe("keep", c);
    s.observe("feedback", a);
  }

  private static Expr own(Step s, String name) {
    return s.vector(name, s.units(), Initializers.constant(1));
  }
}
