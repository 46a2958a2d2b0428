package dev.carousel.cells.lstm.variant;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.lstm.internal.Peephole;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vanilla LSTM with three gates, all with peepholes, and its eight variants (Greff, Srivastava,
 * Koutnik, Steunebrink and Schmidhuber, 2017, "LSTM: A Search Space Odyssey"):
 *
 * <pre>
 * i = sigmoid(Wx x + Wh h + p * c + b)      f = sigmoid(Wx x + Wh h + p * c + b)
 * g = tanh(Wx x + Wh h + b)                 c' = i * g + f * c
 * o = sigmoid(Wx x + Wh h + p * c' + b)     h' = o * tanh(c')
 * </pre>
 *
 * <p><b>Why:</b> Each {@link Variant} changes one thing, so that its share in the LSTM's success
 * can be measured. The paper finds that the forget gate and the output's tanh matter most.
 *
 * <p><b>When:</b> Use it to measure what a part of the LSTM is for.
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code i.Wx} [H, I], {@code i.Wh} [H, H], {@code
 * i.p} and {@code i.b} [H], and so on for f and o; g has no p. The paper's z and y are g and h
 * here, and its W, R, p and b have these names. With full gate recurrence, the three gates are
 * states too, and each gate has the matrices {@code i.Wi}, {@code i.Wf} and {@code i.Wo} [H, H] in
 * addition.
 *
 * <p>Parameters start as those of {@code lstm}, with which the variants can be compared: peepholes
 * at 0, the bias of the forget gate at a value of its own. {@code np} is {@code lstm}, and {@code
 * vanilla} is {@code lstm:peepholes=true}.
 *
 * @param init the initialisation of the matrices
 * @param variant what differs from vanilla
 * @param forgetBias the initial bias of the forget gate; for {@link Variant#CIFG} the input gate
 *     starts from its negative; not used by {@link Variant#NFG}
 */
public record GreffLstmCell(RecurrentInit init, Variant variant, double forgetBias)
    implements Cell {

  /** What differs from vanilla. */
  public enum Variant {
    /** Nothing. */
    VANILLA,
    /** No input gate: i = 1. */
    NIG,
    /** No forget gate: f = 1. */
    NFG,
    /** No output gate: o = 1. */
    NOG,
    /** No input activation function: g = Wx x + Wh h + b. */
    NIAF,
    /** No output activation function: h' = o * c'. */
    NOAF,
    /** Coupled input and forget gate: f = 1 - i. */
    CIFG,
    /** No peepholes: p = 0. */
    NP,
    /** Full gate recurrence: each gate also reads all gates of the step before. */
    FGR
  }

  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr i = variant == Variant.NIG ? null : gate(s, "i", c, inputStart());
    Expr f = forgetGate(s, c, i);
    Expr block = s.affine("g", x, h);
    Expr g = s.candidate(variant == Variant.NIAF ? block : tanh(block));
    Expr cNext = gated(i, g).plus(gated(f, c));
    Expr o = variant == Variant.NOG ? null : gate(s, "o", cNext);
    s.next("c", cNext);
    s.next("h", gated(o, variant == Variant.NOAF ? cNext : tanh(cNext)));
    observe(s, "forget", f);
    observe(s, "input", i);
    observe(s, "output", o);
  }

  private @Nullable Expr forgetGate(Step s, Expr c, @Nullable Expr i) {
    return switch (variant) {
      case NFG -> null;
      case CIFG -> i == null ? null : oneMinus(i);
      default -> gate(s, "f", c, bias(forgetBias));
    };
  }

  private AffineTerm[] inputStart() {
    return variant == Variant.CIFG ? new AffineTerm[] {bias(-forgetBias)} : new AffineTerm[0];
  }

  /** A gate that reads x, h, the cell state and, with full gate recurrence, the last gates. */
  private Expr gate(Step s, String name, Expr cellState, AffineTerm... start) {
    List<AffineTerm> terms = new ArrayList<>(List.of(s.input(), s.state("h")));
    if (variant == Variant.FGR) {
      terms.addAll(List.of(s.state("i"), s.state("f"), s.state("o")));
    }
    terms.addAll(List.of(start));
    Expr sum = s.affine(name, terms.toArray(AffineTerm[]::new));
    Expr gate = sigmoid(variant == Variant.NP ? sum : Peephole.add(s, name, cellState, sum));
    if (variant == Variant.FGR) {
      s.next(name, gate);
    }
    return gate;
  }

  /** {@code gate * value}; the value itself where there is no such gate. */
  private static Expr gated(@Nullable Expr gate, Expr value) {
    return gate == null ? value : gate.times(value);
  }

  private static void observe(Step s, String name, @Nullable Expr gate) {
    if (gate != null) {
      s.observe(name, gate);
    }
  }
}
