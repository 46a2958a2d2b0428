package dev.carousel.cells.rnn.gated;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.rnn.KeepBias;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The three best units that a search through ten thousand architectures found beside the GRU and
 * the LSTM (Jozefowicz, Zaremba and Sutskever, 2015, "An Empirical Exploration of Recurrent Network
 * Architectures"). All three share
 *
 * <pre>
 * r = sigmoid(Wx x + Wh h + b)
 * n = tanh(Wrh (r * h) + Wx x + b)
 * h' = z * n + (1 - z) * h
 * </pre>
 *
 * <p>and differ as follows:
 *
 * <pre>
 * MUT1  z = sigmoid(Wx x + b)                    n = tanh(Wrh (r * h) + tanh(x) + b)
 * MUT2  z = sigmoid(Wx x + Wh h + b)             r = sigmoid(x + Wh h + b)
 * MUT3  z = sigmoid(Wx x + Wth tanh(h) + b)
 * </pre>
 *
 * <p><b>Why:</b> They are the GRU with the reset before the product, except that MUT1 chooses what
 * to keep from the input only, MUT2 resets by the plain input, and in MUT3 a large state has a
 * bounded part in the choice. In the paper they do better than the GRU and the LSTM on some tasks,
 * not on all.
 *
 * <p><b>When:</b> Use them beside the GRU, where it is worth trying several cells.
 *
 * <p>z replaces the state, so {@code keep = 1 - z} is observed, and {@code reset} is r. Where x
 * stands alone, the paper takes it to be as wide as the state. With I other than H a matrix maps
 * it: {@code e.Wx} in the tanh of MUT1, and {@code r.Wx} in the reset gate of MUT2.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code z.Wx} [H, I], {@code z.Wh} or {@code z.Wth}
 * [H, H], {@code z.b} [H], {@code r.Wx}, {@code r.Wh}, {@code r.b}, {@code n.Wx}, {@code n.Wrh},
 * {@code n.b}, of which each unit has those that its equations name. The paper tuned the scale of
 * the initial matrices for each task; here they start as those of the GRU.
 *
 * @param variant which of the three
 * @param init the initialisation of the matrices
 * @param keep where the bias of z starts: at its negative
 */
public record MutCell(Variant variant, RecurrentInit init, KeepBias keep) implements Cell {
  /** Which of the three units. */
  public enum Variant {
    /** Its update gate reads the input only. */
    MUT1,
    /** Its reset gate reads the plain input. */
    MUT2,
    /** Its update gate reads the tanh of the state. */
    MUT3
  }

  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr z = sigmoid(forUpdate(s, x, h));
    Expr r = sigmoid(forReset(s, x, h));
    Expr n = s.candidate(tanh(forCandidate(s, x, r.times(h).named("rh"))));
    s.next("h", z.times(n).plus(oneMinus(z).times(h)));
    s.observe("reset", r);
    s.observe("keep", oneMinus(z));
  }

  private Expr forUpdate(Step s, Expr x, Expr h) {
    return switch (variant) {
      case MUT1 -> s.affine("z", x, keep.ofReplacing());
      case MUT2 -> s.affine("z", x, h, keep.ofReplacing());
      case MUT3 -> s.affine("z", x, tanh(h).named("th"), keep.ofReplacing());
    };
  }

  private Expr forReset(Step s, Expr x, Expr h) {
    return variant == Variant.MUT2 && fits(s, x) ? s.affine("r", h).plus(x) : s.affine("r", x, h);
  }

  private Expr forCandidate(Step s, Expr x, Expr rh) {
    if (variant != Variant.MUT1) {
      return s.affine("n", x, rh);
    }
    return s.affine("n", rh).plus(tanh(fits(s, x) ? x : s.affine("e", x, noBias())));
  }

  private static boolean fits(Step s, Expr x) {
    return x.size() == s.units();
  }
}
