package dev.carousel.testkit;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Matrix;
import dev.carousel.expr.Step;

/** Cells of the literature that stretch the language: each is the step of a {@code Cell}. */
final class LiteratureCells {
  private LiteratureCells() {}

  /** Long expressive memory (Rusch and others, 2022): y reads the new z. */
  static void lem(Step s) {
    double dt = 0.5;
    Expr x = s.input();
    Expr y = s.state("y");
    Expr z = s.state("z");
    Expr fast = sigmoid(s.affine("fast", x, y)).times(dt);
    Expr slow = sigmoid(s.affine("slow", x, y)).times(dt);
    Expr zNext = oneMinus(slow).times(z).plus(slow.times(tanh(s.affine("z", x, y))));
    Expr candidate = tanh(s.affine("y", x, zNext.named("z")));
    Expr yNext = oneMinus(fast).times(y).plus(fast.times(candidate));
    s.next("z", zNext);
    s.next("y", yNext);
    s.output(yNext);
  }

  /** Coupled oscillators (Rusch and Mishra, 2021): y moves by the new z. */
  static void coRnn(Step s) {
    double dt = 0.3;
    double gamma = 1.3;
    double epsilon = 0.7;
    Expr y = s.state("y");
    Expr z = s.state("z");
    Expr force = tanh(s.affine("f", s.input(), y, z)).minus(y.times(gamma)).minus(z.times(epsilon));
    Expr zNext = z.plus(force.times(dt));
    Expr yNext = y.plus(zNext.times(dt));
    s.next("z", zNext);
    s.next("y", yNext);
    s.output(yNext);
  }

  /** {@code h' = h + e tanh((M - M' - gamma I) h + V x + b)} (Chang and others, 2019). */
  static void antisymmetric(Step s) {
    double epsilon = 0.4;
    double gamma = 0.2;
    Expr h = s.state("h");
    Matrix m = s.matrix("M", s.units(), s.units(), Initializers.glorotUniform());
    Expr rotation = m.times(h).minus(m.transposedTimes(h)).minus(h.times(gamma));
    s.next("h", h.plus(tanh(rotation.plus(s.affine("v", s.input()))).times(epsilon)));
  }

  /** The LSTM with layer normalisation over all gates at once (Ba and others, 2016). */
  static void layerNormLstm(Step s) {
    int units = s.units();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr gates =
        layerNorm(s, "nh", s.affine("wh", 4 * units, h, noBias()))
            .plus(layerNorm(s, "nx", s.affine("wx", 4 * units, s.input(), noBias())))
            .plus(s.vector("b", 4 * units, Initializers.zeros()));
    Expr f = sigmoid(gates.slice(0, units));
    Expr i = sigmoid(gates.slice(units, 2 * units));
    Expr o = sigmoid(gates.slice(2 * units, 3 * units));
    Expr g = tanh(gates.slice(3 * units, 4 * units));
    Expr cNext = f.times(c).plus(i.times(g));
    Expr normed = layerNorm(s, "nc", cNext).plus(s.vector("beta", units, Initializers.zeros()));
    s.next("c", cNext);
    s.next("h", o.times(tanh(normed)));
  }

  /** Far from 0 deviation even of one element: 1/sqrt of the variance and a constant. */
  private static Expr layerNorm(Step s, String name, Expr v) {
    Expr centred = v.minus(v.mean());
    Expr deviation = centred.square().mean().plus(0.1).sqrt();
    return centred.dividedBy(deviation).times(s.vector(name, v.size(), Initializers.constant(1)));
  }

  /** The LSTM, for what a cell's own module cannot show here. */
  static void lstm(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr i = sigmoid(s.affine("i", x, h));
    Expr f = sigmoid(s.affine("f", x, h, bias(1)));
    Expr g = tanh(s.affine("g", x, h));
    Expr o = sigmoid(s.affine("o", x, h));
    Expr cNext = f.times(c).plus(i.times(g));
    s.next("c", cNext);
    s.next("h", o.times(tanh(cNext)));
  }
}
