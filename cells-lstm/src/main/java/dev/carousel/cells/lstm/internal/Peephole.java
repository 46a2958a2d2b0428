package dev.carousel.cells.lstm.internal;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;

/** The connection by which a gate reads the cell state (Gers and Schmidhuber, 2000). */
public final class Peephole {
  private Peephole() {}

  /**
   * {@code sum + p * c}, element by element, with the parameter {@code gate.p} [H]; p starts at 0.
   *
   * @param gate the gate's affine map
   * @param cellState c, the one that the gate reads [H]
   * @param sum the gate's affine map of the other vectors [H]
   */
  public static Expr add(Step s, String gate, Expr cellState, Expr sum) {
    Expr weights = s.vector(gate + ".p", cellState.size(), Initializers.zeros());
    return sum.plus(weights.times(cellState));
  }
}
