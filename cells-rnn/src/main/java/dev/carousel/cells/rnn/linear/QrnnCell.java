package dev.carousel.cells.rnn.linear;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * The quasi-recurrent network, QRNN: convolutions over time, and a pooling without matrices
 * (Bradbury, Merity, Xiong and Socher, 2017, "Quasi-Recurrent Neural Networks"; preprint of 2016).
 *
 * <pre>
 * z = tanh(Wx x + Wbefore before + b)      before' = x
 * f, o, i = sigmoid(Wx x + Wbefore before + b)
 *
 * f    c' = f * c + (1 - f) * z      y = c'
 * fo   c' = f * c + (1 - f) * z      y = o * c'
 * ifo  c' = f * c + i * z            y = o * c'
 * </pre>
 *
 * <p><b>Why:</b> z and the gates see a window of one or two steps of the input and never the state,
 * so c' is linear in c and all matrix products are computed at once.
 *
 * <p><b>When:</b> Use it where speed counts and neighbouring inputs belong together, as in texts.
 * Units learn of each other only in the layer above: stack at least two layers.
 *
 * <p>{@code before} is the input of the step before, a state; a window of one step has no such
 * state and no {@code Wbefore}.
 *
 * <p>Shapes: x, before [I], all others [H]; y is the output. Parameters {@code z.Wx}, {@code
 * z.Wbefore} [H, I], {@code z.b} [H], and so on for the gates that the pooling has. f is observed
 * as {@code keep}, i as {@code input}, o as {@code output}. (In the authors' code f is 1 minus this
 * f.) Matrices start uniform on 1 / sqrt(window I), as in the authors' code, and biases at 0.
 *
 * @param pooling which gates there are
 * @param window how many steps of the input are read: 1 or 2
 * @param keep where the bias of f starts; that of i starts at its negative
 */
public record QrnnCell(Pooling pooling, int window, KeepBias keep) implements Cell {
  /** Which gates there are. */
  public enum Pooling {
    /** A forget gate: dynamic average pooling. */
    F,
    /** A forget and an output gate. */
    FO,
    /** A forget, an output and an input gate of its own. */
    IFO
  }

  /** Refuses windows of other than 1 or 2 steps. */
  public QrnnCell {
    if (window < 1 || window > 2) {
      throw new IllegalArgumentException("the window must be 1 or 2 steps, but is " + window);
    }
  }

  @Override
  public void step(Step s) {
    Expr x = s.input();
    List<Expr> read = new ArrayList<>(List.of(x));
    if (window == 2) {
      read.add(s.state("before", x.size()));
      s.next("before", x);
    }
    Expr z = s.candidate(tanh(map(s, "z", read, bias(0))));
    Expr f = sigmoid(map(s, "f", read, keep.ofKeeping()));
    s.observe("keep", f);
    Expr c = f.times(s.state("c")).plus(share(s, read, f).times(z));
    s.next("c", c);
    s.output(pooling == Pooling.F ? c : shown(s, read).times(c));
  }

  private Expr share(Step s, List<Expr> read, Expr f) {
    if (pooling != Pooling.IFO) {
      return oneMinus(f);
    }
    Expr i = sigmoid(map(s, "i", read, keep.ofReplacing()));
    s.observe("input", i);
    return i;
  }

  private static Expr shown(Step s, List<Expr> read) {
    Expr o = sigmoid(map(s, "o", read, bias(0)));
    s.observe("output", o);
    return o;
  }

  private static Expr map(Step s, String name, List<Expr> read, AffineTerm bias) {
    double inputs = read.stream().mapToInt(Expr::size).sum();
    Initializer linear = Initializers.uniform(1 / Math.sqrt(inputs));
    List<AffineTerm> terms = new ArrayList<>();
    read.forEach(v -> terms.add(weighted(v, linear)));
    terms.add(bias);
    return s.affine(name, terms.toArray(AffineTerm[]::new));
  }
}
