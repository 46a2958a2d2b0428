package dev.carousel.cells.lstm.variant;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.error.CarouselException;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;
import java.util.List;

/**
 * The first long short-term memory, without a forget gate (Hochreiter and Schmidhuber, 1997, "Long
 * Short-Term Memory"):
 *
 * <pre>
 * i = sigmoid(Wx x + Wh h + b)      o = sigmoid(Wx x + Wh h + b)
 * g = 2 tanh((Wx x + Wh h + b)/2)   c' = c + i * g
 * h' = o * tanh(c'/2)
 * </pre>
 *
 * <p><b>Why:</b> From c' back to c, the error is multiplied by exactly 1: what is stored is never
 * lost, but it cannot be erased either. So the state drifts, up to where {@code tanh(c/2)}
 * saturates.
 *
 * <p><b>When:</b> Use it to see why the forget gate was added, and on tasks that end before the
 * state drifts.
 *
 * <p>The squashing functions are the paper's: {@code 4 sigmoid(v) - 2 = 2 tanh(v/2)} lies in (-2,
 * 2), and {@code 2 sigmoid(v) - 1 = tanh(v/2)} in (-1, 1). Shapes: x [I], all others [H];
 * parameters {@code i.Wx} [H, I], {@code i.Wh} [H, H], {@code i.b} [H], and so on for g and o.
 *
 * <p>Against the drift, the paper starts the input gates nearly closed. Closed output gates keep
 * the cells from being used as biases early in training. It staggers these biases from block to
 * block (for instance -1, -3, -5 and -2, -4, -6), so that blocks come into use one after another.
 *
 * <p>Differences from the paper: each cell has its own gates (blocks of size 1); gates do not read
 * other gates; and the gradient is complete, where the paper truncates it at the gates. Matrices
 * and {@code g.b} are initialised as in {@code lstm}; the paper draws from [-0.1, 0.1] or [-0.2,
 * 0.2].
 *
 * @param init the initialisation of the matrices
 * @param inputBias the initial biases of the input gates: one for all units, or several, each for
 *     an equal share of consecutive units
 * @param outputBias the same for the output gates
 */
public record Lstm1997Cell(RecurrentInit init, List<Double> inputBias, List<Double> outputBias)
    implements Cell {
  /** Copies the lists; refuses empty ones. */
  public Lstm1997Cell {
    inputBias = List.copyOf(inputBias);
    outputBias = List.copyOf(outputBias);
    if (inputBias.isEmpty() || outputBias.isEmpty()) {
      throw new IllegalArgumentException("each gate needs at least one bias");
    }
  }

  /**
   * Writes the equations.
   *
   * @throws CarouselException if there are more biases than units
   */
  @Override
  public void step(Step s) {
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr i = sigmoid(s.affine("i", x, h, start("input-bias", inputBias, s.units())));
    Expr g = s.candidate(tanh(s.affine("g", x, h).times(0.5)).times(2));
    Expr cNext = c.plus(i.times(g));
    Expr o = sigmoid(s.affine("o", x, h, start("output-bias", outputBias, s.units())));
    s.next("c", cNext);
    s.next("h", o.times(tanh(cNext.times(0.5))));
    s.observe("input", i);
    s.observe("output", o);
  }

  private static AffineTerm start(String option, List<Double> values, int units) {
    if (values.size() > units) {
      throw CarouselException.usage(
              "Option '"
                  + option
                  + "' of the cell lstm-1997 has more numbers than there are units.")
          .expected("at most " + units + ", one for each unit")
          .found(values.size() + " numbers")
          .mend("fewer numbers, or more units")
          .build();
    }
    return bias(staggered(values));
  }

  private static Initializer staggered(List<Double> values) {
    return (parameter, random) -> {
      for (int k = 0; k < parameter.size(); k++) {
        parameter.set(k, values.get((int) ((long) k * values.size() / parameter.size())));
      }
    };
  }
}
