package dev.carousel.spi;

import dev.carousel.expr.Step;

/**
 * A recurrent cell: the equations of one time step, and nothing else.
 *
 * <p>{@link #step} is called once per network, when the cell is traced; it declares states and
 * parameters where it uses them and sets the next states. The engine adds time and batch, and
 * differentiates. See {@link Step} for the language. Implementations are immutable and may be
 * called from several threads.
 */
@FunctionalInterface
public interface Cell {
  /** Writes the equations of one step into {@code s}. */
  void step(Step s);
}
