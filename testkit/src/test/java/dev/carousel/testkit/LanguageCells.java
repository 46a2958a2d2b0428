package dev.carousel.testkit;

import static dev.carousel.expr.Functions.abs;
import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.cos;
import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.log;
import static dev.carousel.expr.Functions.max;
import static dev.carousel.expr.Functions.min;
import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.relu;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.silu;
import static dev.carousel.expr.Functions.sin;
import static dev.carousel.expr.Functions.softplus;
import static dev.carousel.expr.Functions.sqrt;
import static dev.carousel.expr.Functions.tanh;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Matrix;
import dev.carousel.expr.Step;

/**
 * Cells of no use but one: together they use every operation of the language and every shape of
 * graph that an engine must run. Each is the step of a {@code Cell}.
 */
final class LanguageCells {
  private LanguageCells() {}

  /** Every function of one vector, of a number that is neither near a pole nor large. */
  static void everyFunction(Step s) {
    Expr h = s.state("h");
    Expr a = s.affine("a", s.input(), h);
    Expr positive = a.square().plus(0.5);
    Expr sum =
        exp(tanh(a))
            .plus(log(positive))
            .plus(sqrt(positive))
            .plus(abs(a))
            .plus(sin(a))
            .plus(cos(a))
            .plus(sigmoid(a))
            .plus(relu(a))
            .plus(softplus(a))
            .plus(silu(a))
            .plus(positive.reciprocal())
            .plus(a.negate().times(0.3))
            .minus(a.oneMinus().dividedBy(positive))
            .minus(0.25);
    s.next("h", tanh(sum.times(0.2)));
  }

  /**
   * Norms of vectors by their own length, whose gradients cancel for all vectors of one element.
   */
  static void scaleInvariant(Step s) {
    Expr h = s.state("h");
    Expr a = s.affine("a", s.input(), noBias());
    Expr unit = a.dividedBy(a.square().sum().plus(1e-6).sqrt());
    Expr normal = s.affine("b", h, noBias()).concat(a).layerNorm(1).slice(0, s.units());
    s.next("h", tanh(s.affine("c", unit.named("u"), normal.named("v"))));
  }

  /** Minimum, maximum and clamp, of computed vectors, constants and vectors of size 1. */
  static void limits(Step s) {
    Expr h = s.state("h");
    Expr a = s.affine("a", s.input(), h);
    Expr b = s.affine("b", s.input(), h);
    Expr limited = min(a, b).plus(max(a, b.times(2))).plus(max(a.mean(), b));
    s.next("h", limited.clamp(-0.8, 0.9).plus(a.min(s.constant(0.1, s.units()))).times(0.5));
  }

  /** States of their own sizes, put together, taken apart, added up and spread. */
  static void shapes(Step s) {
    int units = s.units();
    Expr h = s.state("h");
    Expr narrow = s.state("narrow", 1);
    Expr wide = s.state("wide", 2 * units + 3);
    Expr all = h.concat(narrow, wide, s.input());
    Expr mixed = tanh(s.affine("m", 3 * units + 4, all.named("all")));
    s.next("narrow", mixed.sum().times(0.2).plus(narrow.times(0.5)));
    s.next("wide", mixed.slice(units, 3 * units + 3).times(wide).plus(narrow));
    Expr last = mixed.slice(3 * units + 3, 3 * units + 4);
    s.next("h", mixed.slice(0, units).plus(last.repeat(units)).minus(wide.mean()).times(h.mean()));
  }

  /** A slice, a concatenation, a sum and a repetition are next values themselves. */
  static void shapesAsStates(Step s) {
    int units = s.units();
    Expr h = s.state("h");
    Expr both = s.state("both", 2 * units);
    Expr one = s.state("one", 1);
    Expr mixed = tanh(s.affine("m", 2 * units, s.input(), h, both, one));
    s.next("h", mixed.slice(units, 2 * units));
    s.next("both", mixed.slice(0, units).concat(h));
    s.next("one", mixed.sum());
    Expr spread = s.state("spread");
    s.next("spread", mixed.slice(0, 1).plus(spread.mean()).repeat(units));
  }

  /** A matrix used as it is and transposed, on states, on the input and on a parameter. */
  static void matrices(Step s) {
    int inputs = s.input().size();
    Expr h = s.state("h");
    Expr w = s.state("w", inputs);
    Matrix m = s.matrix("M", s.units(), inputs, Initializers.glorotUniform());
    Expr v = s.vector("v", inputs, Initializers.normal(0.1));
    s.next("w", tanh(m.transposedTimes(h).plus(v)));
    s.next("h", tanh(m.times(s.input()).plus(m.times(w)).plus(m.times(v)).plus(h)));
  }

  /** Vectors as peepholes and recurrent weights; the input outside of every map. */
  static void vectors(Step s) {
    int inputs = s.input().size();
    Expr x = s.input();
    Expr h = s.state("h");
    Expr kept = s.state("kept", inputs);
    Expr gain = s.vector("gain", inputs, Initializers.constant(1));
    Expr self = s.vector("self", s.units(), Initializers.uniform(1));
    Expr keptNext = kept.times(0.5).plus(x.times(gain)).plus(sin(x));
    s.next("kept", keptNext);
    s.next("h", tanh(self.times(h).plus(s.affine("k", keptNext.named("kept"), noBias()))));
  }

  /** States that are others' next values, and one node that is the next of three. */
  static void delayLine(Step s) {
    Expr h = s.state("h");
    Expr first = s.state("first");
    Expr second = s.state("second");
    Expr twin = s.state("twin");
    Expr input = s.state("input", s.input().size());
    Expr value = tanh(s.affine("v", s.input(), h, second, input, twin));
    s.next("h", value);
    s.next("twin", value);
    s.next("first", value);
    s.next("second", first);
    s.next("input", s.input());
  }

  /** A gate between the old state and a new one, which all but cancel where the two are near. */
  static void leaky(Step s) {
    Expr h = s.state("h");
    Expr f = sigmoid(s.affine("f", s.input(), h));
    Expr candidate = tanh(s.affine("g", s.input(), h));
    s.next("h", f.times(h).plus(oneMinus(f).times(candidate)));
  }

  /** Two states that change places: each is the other's next. */
  static void exchange(Step s) {
    Expr a = s.state("a");
    Expr b = s.state("b");
    s.next("a", b);
    s.next("b", a);
    s.output(tanh(s.affine("o", a, s.input())).times(b));
  }

  /** The output is no state, and needs maps that the loop does not. */
  static void mapsAfterTheLoop(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr hNext = tanh(s.affine("h", x, h));
    s.next("h", hNext);
    Expr hidden = relu(s.affine("hidden", 2 * s.units() + 1, hNext.named("h"), h.named("old")));
    s.output(s.affine("o", 3, hidden.named("r"), x, noBias()).times(x.mean()));
  }

  /** Maps of the input only, in a chain; one of them meets the state only element by element. */
  static void mapsBeforeTheLoop(Step s) {
    Expr h = s.state("h");
    Expr embedded = tanh(s.affine("e", 7, s.input()));
    Expr deeper = embedded.square().concat(s.input());
    Expr drive = s.affine("d", weighted(deeper.named("deep"), Initializers.normal(0.2)));
    Expr gate = sigmoid(s.affine("g", embedded.named("e"), h, bias(1)));
    s.next("h", gate.times(h).plus(tanh(drive)));
  }

  /** No product within the loop at all, and no state in the output. */
  static void noRecurrentProduct(Step s) {
    Expr h = s.state("h");
    Expr f = sigmoid(s.affine("f", s.input()));
    s.next("h", f.times(h).plus(s.affine("c", s.input())));
    s.output(s.affine("o", h.named("h")));
  }

  /** No state at all. */
  static void stateless(Step s) {
    s.output(tanh(s.affine("o", s.input())));
  }

  /** Linear states that nothing but themselves and an older output reads. */
  static void linearMemory(Step s) {
    Expr c = s.state("c");
    Expr d = s.state("d");
    s.next("c", s.affine("c", s.input(), c));
    s.next("d", d.times(0.5).plus(s.vector("drift", s.units(), Initializers.zeros())));
    s.output(c.times(d));
  }

  /** A state that nothing reads, one that never changes, and an output that is an old state. */
  static void idleStates(Step s) {
    Expr h = s.state("h");
    Expr unread = s.state("unread");
    Expr fixed = s.state("fixed");
    s.next("h", tanh(s.affine("h", s.input(), h, fixed)));
    s.next("unread", h.times(2).plus(unread.times(0)));
    s.next("fixed", fixed);
    s.output(h);
  }

  /** New states used further on in the step, by maps and element by element. */
  static void newStatesInMidStep(Step s) {
    Expr a = s.state("a");
    Expr b = s.state("b");
    Expr h = s.state("h");
    Expr aNext = tanh(s.affine("a", s.input(), h));
    s.next("a", aNext);
    Expr bNext = tanh(s.affine("b", aNext.named("a"), b));
    s.next("b", bNext);
    Expr hNext = tanh(s.affine("h", bNext.named("b"), aNext.named("a"))).plus(aNext.times(b));
    s.next("h", hNext.plus(a).times(0.5));
  }

  /** Constants and parameters where vectors are expected: multiplied, handed up, carried. */
  static void constants(Step s) {
    Expr h = s.state("h");
    Expr p = s.vector("p", 3, Initializers.normal(1));
    Expr fixed = s.constant(0.5, 3);
    Expr q = s.state("q", 3);
    Expr r = s.state("r", 3);
    s.next("q", p);
    s.next("r", fixed);
    Expr sum = s.affine("h", s.input(), h, p, fixed.named("one"), q, r);
    s.next("h", tanh(sum));
    s.output(p.times(q).plus(tanh(sum).mean()));
  }
}
