package dev.carousel.cells.lstm.norm;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The LSTM with layer normalisation (Ba, Kiros and Hinton, 2016, "Layer Normalization"):
 *
 * <pre>
 * (i~ f~ g~ o~) = x.gain * norm(Wx x) + h.gain * norm(Wh h) + b        norms layer
 * (i~ f~ g~ o~) = gain * norm(Wx x + Wh h) + b, each of them apart     norms gate
 * c' = sigmoid(f~) * c + sigmoid(i~) * tanh(g~)
 * h' = sigmoid(o~) * tanh(c.gain * norm(c') + c.b)
 * </pre>
 *
 * <p><b>Why:</b> The sums of the gates keep one scale however the weights grow. With the norms of
 * the layer no factor on Wx, or on Wh, changes anything.
 *
 * <p><b>When:</b> Use it for deep stacks and high learning rates.
 *
 * <p>{@code norm(v) = (v - mean) / sqrt(variance + 1e-5)}. By {@link Norm#LAYER}, as in the paper,
 * it is that of all 4H elements together, and the sums of x and of h are normalised apart. By
 * {@link Norm#GATE} it is that of the H elements of one gate, over the sum of both (Ha, Dai and Le,
 * 2017, "HyperNetworks").
 *
 * <p>Shapes: x [I], all others [H]; parameters {@code i.Wx} [H, I], {@code i.Wh} [H, H], {@code
 * i.b} [H], and so on for f, g and o, as in {@code lstm}; {@code c.gain} and {@code c.b} [H]; and
 * {@code x.gain} and {@code h.gain} [4H] by {@link Norm#LAYER}, {@code gain} [4H] by {@link
 * Norm#GATE}. The paper has three biases in the first sum, which are one here.
 *
 * <p>Gains start at 1, the bias of the forget gate at a value of its own, and other biases at 0;
 * matrices start as those of {@code lstm}.
 *
 * @param init the initialisation of the matrices
 * @param norm what is normalised
 * @param forgetBias the initial bias of the forget gate
 */
public record LayerNormLstmCell(RecurrentInit init, Norm norm, double forgetBias) implements Cell {
  private static final int GATES = 4;

  /** What is normalised together. */
  public enum Norm {
    /** The maps of x of all gates, and those of h. */
    LAYER,
    /** The sum of each gate. */
    GATE
  }

  @Override
  public void step(Step s) {
    init.applyTo(s);
    Initializer zeros = Initializers.zeros();
    int units = s.units();
    Expr c = s.state("c");
    Expr ofInput = maps(s, s.input());
    Expr ofState = maps(s, s.state("h"));
    Expr sums =
        norm == Norm.LAYER
            ? gained(s, "x.gain", ofInput.layerNorm(1))
                .plus(gained(s, "h.gain", ofState.layerNorm(1)))
            : gained(s, "gain", ofInput.plus(ofState).layerNorm(GATES));
    Expr i = sigmoid(biased(s, "i", gate(sums, 0, units), zeros));
    Expr f = sigmoid(biased(s, "f", gate(sums, 1, units), Initializers.constant(forgetBias)));
    Expr g = s.candidate(tanh(biased(s, "g", gate(sums, 2, units), zeros)));
    Expr o = sigmoid(biased(s, "o", gate(sums, 3, units), zeros));
    Expr cNext = f.times(c).plus(i.times(g));
    Expr read = biased(s, "c", gained(s, "c.gain", cNext.layerNorm(1)), zeros);
    s.next("c", cNext);
    s.next("h", o.times(tanh(read)));
    s.observe("forget", f);
    s.observe("input", i);
    s.observe("output", o);
  }

  /** The four gates' maps of a vector, without bias [4H]. */
  private static Expr maps(Step s, Expr v) {
    return s.affine("i", v, noBias())
        .concat(s.affine("f", v, noBias()), s.affine("g", v, noBias()), s.affine("o", v, noBias()));
  }

  private static Expr gate(Expr sums, int index, int units) {
    return sums.slice(index * units, (index + 1) * units);
  }

  private static Expr gained(Step s, String name, Expr v) {
    return s.vector(name, v.size(), Initializers.constant(1)).times(v);
  }

  private static Expr biased(Step s, String name, Expr v, Initializer start) {
    return v.plus(s.vector(name + ".b", v.size(), start));
  }
}
