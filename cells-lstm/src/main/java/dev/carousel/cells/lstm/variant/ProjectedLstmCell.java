package dev.carousel.cells.lstm.variant;

import static dev.carousel.expr.Functions.noBias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;

import dev.carousel.cells.lstm.internal.MemoryStart;
import dev.carousel.cells.lstm.internal.Peephole;
import dev.carousel.error.CarouselException;
import dev.carousel.expr.AffineTerm;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import dev.carousel.spi.RecurrentInit;

/**
 * The LSTM with a recurrent projection: gates and layers above read a short projection of the
 * output instead of the output itself (Sak, Senior and Beaufays, 2014, "Long Short-Term Memory
 * Based Recurrent Neural Network Architectures for Large Vocabulary Speech Recognition").
 *
 * <pre>
 * i = sigmoid(Wx x + Wh h + b)      f = sigmoid(Wx x + Wh h + b)
 * g = tanh(Wx x + Wh h + b)         o = sigmoid(Wx x + Wh h + b)
 * c' = f * c + i * g                m = o * tanh(c')
 * h' = Wm m
 * </pre>
 *
 * <p><b>Why:</b> For P projected units, the four recurrent matrices have 4HP weights in place of
 * 4HH.
 *
 * <p><b>When:</b> Use it for a large memory at the cost of a smaller network.
 *
 * <p>Shapes: x [I]; h [P]; all others [H]; parameters {@code i.Wx} [H, I], {@code i.Wh} [H, P],
 * {@code i.b} [H], and so on for f, g and o; {@code h.Wm} [P, H]. The output has P elements. There
 * is no bias in the projection. This is {@code torch.nn.LSTM} with {@code proj_size=P}, whose two
 * biases are one here. The paper's gates also have peepholes, {@code p * c} in i and f and {@code p
 * * c'} in o.
 *
 * <p>P may also be H or more, which PyTorch refuses. Parameters are initialised as in {@code lstm},
 * the projection as a recurrent matrix.
 *
 * @param init the initialisation of the matrices
 * @param projectionSize P; 0 for a quarter of the units, but at least 1
 * @param forgetBias the initial bias of the forget gate
 * @param chronoLag the longest lag over which the biases are spread (chrono initialisation); 0 for
 *     none
 * @param peepholes whether the gates also read the cell state
 */
public record ProjectedLstmCell(
    RecurrentInit init, int projectionSize, double forgetBias, double chronoLag, boolean peepholes)
    implements Cell {
  private static final int UNITS_PER_PROJECTION = 4;

  /**
   * Writes the equations.
   *
   * @throws CarouselException if the initialisation is by a spectral radius, which only square
   *     matrices have, and P is not H
   */
  @Override
  public void step(Step s) {
    int size = size(s.units());
    requireSquare(s.units(), size);
    init.applyTo(s);
    Expr x = s.input();
    Expr h = s.state("h", size);
    Expr c = s.state("c");
    Expr f = sigmoid(peep(s, "f", c, s.affine("f", x, h, MemoryStart.open(forgetBias, chronoLag))));
    Expr i = sigmoid(peep(s, "i", c, s.affine("i", terms(x, h))));
    Expr g = s.candidate(tanh(s.affine("g", x, h)));
    Expr cNext = f.times(c).plus(i.times(g));
    Expr o = sigmoid(peep(s, "o", cNext, s.affine("o", x, h)));
    Expr m = o.times(tanh(cNext)).named("m");
    s.next("c", cNext);
    s.next("h", s.affine("h", size, m, noBias()));
    s.observe("forget", f);
    s.observe("input", i);
    s.observe("output", o);
  }

  private void requireSquare(int units, int size) {
    if (init.kind() == RecurrentInit.Kind.SPECTRAL_RADIUS && size != units) {
      throw CarouselException.usage(
              "Option 'init' of the cell lstm-projected does not fit its recurrent matrices.")
          .expected("square matrices for init=spectral-radius: a projection of " + units)
          .found("matrices of " + units + " x " + size)
          .mend("init=orthogonal, or proj-size=" + units)
          .build();
    }
  }

  private int size(int units) {
    return projectionSize > 0 ? projectionSize : Math.max(1, units / UNITS_PER_PROJECTION);
  }

  private AffineTerm[] terms(Expr x, Expr h) {
    return chronoLag > 0
        ? new AffineTerm[] {x, h, MemoryStart.closed(forgetBias, chronoLag)}
        : new AffineTerm[] {x, h};
  }

  private Expr peep(Step s, String gate, Expr cellState, Expr sum) {
    return peepholes ? Peephole.add(s, gate, cellState, sum) : sum;
  }
}
