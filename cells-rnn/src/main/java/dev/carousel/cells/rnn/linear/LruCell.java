package dev.carousel.cells.rnn.linear;

import static dev.carousel.expr.Functions.exp;
import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.weighted;

import dev.carousel.expr.ComplexExpr;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The linear recurrent unit, a complex diagonal recurrence (Orvieto, Smith, Gu, Fernando, Gulcehre,
 * Pascanu and De, 2023, "Resurrecting Recurrent Neural Networks for Long Sequences"):
 *
 * <pre>
 * lambda = e^(-e^nu + i e^theta)
 * h' = lambda * h + e^gamma * (B x)
 * y = Re(C h') + D x
 * </pre>
 *
 * <p><b>Why:</b> An error decays by {@code |lambda| = e^-e^nu}, which is below 1 whatever nu is:
 * {@code -e^nu} are the Lyapunov exponents. The state meets no matrix, so all products are computed
 * outside the loop over time.
 *
 * <p><b>When:</b> Use it for very long sequences, in a stack with a nonlinear map after each layer:
 * alone it computes a linear function of its inputs.
 *
 * <p>Shapes: x [I], all others [H]; h is complex, as the two states {@code re} and {@code im}, and
 * y is the output. Parameters: {@code nu}, {@code theta} and {@code gamma} [H]; {@code re.Wx} and
 * {@code im.Wx} [H, I], the parts of B; {@code y.Wre} and {@code y.Wim} [H, H], the real part of C
 * and the negative of its imaginary part; {@code y.Wx} [H, I], which is D. There are no biases.
 *
 * <p>As in the paper, lambda starts uniform on the ring from r-min to r-max, with phases from 0 to
 * max-phase, and {@code e^gamma = sqrt(1 - |lambda|^2)}. B is normal with variance 1 / 2I for each
 * part, C with 1 / H. D is a vector in the paper, which has as many inputs as outputs; here it is a
 * matrix, normal with variance 1 / I, so that D x is as large.
 *
 * @param ring where the moduli start
 * @param maxPhase the largest phase at the start, in radians for each step
 */
public record LruCell(Ring ring, double maxPhase) implements Cell {
  @Override
  public void step(Step s) {
    int units = s.units();
    Expr x = s.input();
    Initializer ofInput = Initializers.normal(1 / Math.sqrt(2.0 * x.size()));
    Initializer ofState = Initializers.normal(1 / Math.sqrt(units));
    Expr modulus = exp(exp(s.vector("nu", units, new Nu(ring))).negate());
    Expr phase = exp(s.vector("theta", units, logarithmOfPhase()));
    Expr scale = exp(s.vector("gamma", units, new Gamma(ring)));
    ComplexExpr drive =
        new ComplexExpr(
            s.affine("re", weighted(x, ofInput), noBias()),
            s.affine("im", weighted(x, ofInput), noBias()));
    ComplexExpr before = new ComplexExpr(s.state("re"), s.state("im"));
    ComplexExpr h = ComplexExpr.polar(modulus, phase).times(before).plus(drive.times(scale));
    s.next("re", h.re());
    s.next("im", h.im());
    s.output(
        s.affine(
            "y",
            weighted(h.re().named("re"), ofState),
            weighted(h.im().named("im"), ofState),
            weighted(x, Initializers.normal(1 / Math.sqrt(x.size()))),
            noBias()));
  }

  private Initializer logarithmOfPhase() {
    return (parameter, random) -> {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, Math.log(maxPhase * (1 - random.nextDouble())));
      }
    };
  }

  /** {@code ln(-ln |lambda|)}. */
  private record Nu(Ring ring) implements Initializer {
    @Override
    public void fill(Tensor parameter, RandomGenerator random) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, Math.log(-ring.logModulus(random)));
      }
    }

    @Override
    public String streamName(String parameter) {
      return "lru-modulus";
    }
  }

  /** {@code ln sqrt(1 - |lambda|^2)}, of the moduli that {@link Nu} has drawn. */
  private record Gamma(Ring ring) implements Initializer {
    @Override
    public void fill(Tensor parameter, RandomGenerator random) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.set(i, 0.5 * Math.log(-Math.expm1(2 * ring.logModulus(random))));
      }
    }

    @Override
    public String streamName(String parameter) {
      return "lru-modulus";
    }
  }
}
