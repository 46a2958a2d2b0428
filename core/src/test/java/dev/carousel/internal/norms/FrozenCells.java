package dev.carousel.internal.norms;

import static dev.carousel.expr.Functions.oneMinus;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import org.apache.commons.math3.linear.RealVector;

/** Cells with their gates in sight, and their Jacobian matrices written out by hand. */
final class FrozenCells {
  private FrozenCells() {}

  /** {@code J' e = W' ((1 - h^2) e)}. */
  static final class FrozenRnn extends FrozenSteps {
    FrozenRnn(RestOfRun rest) {
      super(rest, List.of("h"), List.of());
    }

    @Override
    List<RealVector> back(Step step, NamedTensors parameters) {
      RealVector slope = step.after().get(0).map(h -> 1 - h * h);
      return List.of(matrix(parameters, "h.Wh").preMultiply(times(slope, step.error().get(0))));
    }
  }

  /** The LSTM with its gates in sight. */
  static void lstm(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr f = sigmoid(s.affine("f", x, h));
    Expr i = sigmoid(s.affine("i", x, h));
    Expr g = tanh(s.affine("g", x, h));
    Expr o = sigmoid(s.affine("o", x, h));
    Expr next = f.times(c).plus(i.times(g));
    s.next("c", next);
    s.next("h", o.times(tanh(next)));
    s.observe("f", f);
    s.observe("i", i);
    s.observe("g", g);
    s.observe("o", o);
  }

  /** The LSTM's Jacobian matrix, by blocks. */
  static final class FrozenLstm extends FrozenSteps {
    FrozenLstm(RestOfRun rest) {
      super(rest, List.of("h", "c"), List.of("f", "i", "g", "o"));
    }

    @Override
    List<RealVector> back(Step step, NamedTensors parameters) {
      RealVector before = step.before().get(1);
      RealVector ofH = step.error().get(0);
      RealVector f = step.observed().get(0);
      RealVector i = step.observed().get(1);
      RealVector g = step.observed().get(2);
      RealVector o = step.observed().get(3);
      RealVector bent = step.after().get(1).map(Math::tanh);
      RealVector ofC = step.error().get(1).add(times(ofH, o, bent.map(y -> 1 - y * y)));
      RealVector back =
          matrix(parameters, "f.Wh")
              .preMultiply(times(ofC, before, gateSlope(f)))
              .add(matrix(parameters, "i.Wh").preMultiply(times(ofC, g, gateSlope(i))))
              .add(matrix(parameters, "g.Wh").preMultiply(times(ofC, i, g.map(y -> 1 - y * y))))
              .add(matrix(parameters, "o.Wh").preMultiply(times(ofH, bent, gateSlope(o))));
      return List.of(back, times(f, ofC));
    }

    private static RealVector gateSlope(RealVector gate) {
      return gate.map(y -> y * (1 - y));
    }
  }

  /** Of a cell whose state y reads the new z: the error of y goes on through that z. */
  static final class FrozenChain extends FrozenSteps {
    FrozenChain(RestOfRun rest) {
      super(rest, List.of("y", "z"), List.of("slow", "fast", "zIn", "yIn"));
    }

    @Override
    List<RealVector> back(Step step, NamedTensors parameters) {
      RealVector y = step.before().get(0);
      RealVector z = step.before().get(1);
      RealVector slow = step.observed().get(0);
      RealVector fast = step.observed().get(1);
      RealVector zIn = step.observed().get(2);
      RealVector yIn = step.observed().get(3);
      RealVector ofY = step.error().get(0);
      RealVector intoY = times(ofY, fast, yIn.map(v -> 1 - v * v));
      RealVector ofZ = step.error().get(1).add(matrix(parameters, "y.Wz").preMultiply(intoY));
      RealVector intoZ = times(ofZ, slow, zIn.map(v -> 1 - v * v));
      RealVector intoSlow = times(ofZ, zIn.subtract(z), slow.map(v -> v * (1 - v)));
      RealVector intoFast = times(ofY, yIn.subtract(y), fast.map(v -> v * (1 - v)));
      return List.of(
          times(ofY, fast.map(v -> 1 - v))
              .add(matrix(parameters, "z.Wy").preMultiply(intoZ))
              .add(matrix(parameters, "slow.Wy").preMultiply(intoSlow))
              .add(matrix(parameters, "fast.Wy").preMultiply(intoFast)),
          times(ofZ, slow.map(v -> 1 - v)));
    }
  }

  /** The gated recurrent unit with the reset gate after the product, and its gates in sight. */
  static void gru(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr r = sigmoid(s.affine("r", x, h));
    Expr z = sigmoid(s.affine("z", x, h));
    Expr inner = s.affine("nh", h);
    Expr n = tanh(s.affine("nx", x).plus(r.times(inner)));
    s.next("h", oneMinus(z).times(n).plus(z.times(h)));
    s.observe("r", r);
    s.observe("z", z);
    s.observe("n", n);
    s.observe("inner", inner.times(1));
  }

  /** The GRU's Jacobian matrix: through the candidate, both gates, and what is kept. */
  static final class FrozenGru extends FrozenSteps {
    FrozenGru(RestOfRun rest) {
      super(rest, List.of("h"), List.of("r", "z", "n", "inner"));
    }

    @Override
    List<RealVector> back(Step step, NamedTensors parameters) {
      RealVector error = step.error().get(0);
      RealVector r = step.observed().get(0);
      RealVector z = step.observed().get(1);
      RealVector n = step.observed().get(2);
      RealVector inner = step.observed().get(3);
      RealVector intoN = times(error, z.map(v -> 1 - v), n.map(v -> 1 - v * v));
      RealVector intoR = times(intoN, inner, r.map(v -> v * (1 - v)));
      RealVector intoZ = times(error, step.before().get(0).subtract(n), z.map(v -> v * (1 - v)));
      return List.of(
          times(error, z)
              .add(matrix(parameters, "nh.Wh").preMultiply(times(intoN, r)))
              .add(matrix(parameters, "r.Wh").preMultiply(intoR))
              .add(matrix(parameters, "z.Wh").preMultiply(intoZ)));
    }
  }
}
