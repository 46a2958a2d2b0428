package dev.carousel.spi;

import java.util.Set;

/**
 * A hook that receives the gradients of states, step by step, inside the backward loop.
 *
 * <p>Within a row of the batch, the hook is called once for each real step and path, the last step
 * first. The time index falls to 0, or rises from 0 in a layer that reads backwards. The states of
 * a step come in the order in which the gradient reaches them. Different rows may come from
 * different threads at once, in any order; the result must not depend on this order.
 */
@FunctionalInterface
public non-sealed interface StepHook extends GradientHook {
  /** Receives the gradient of one state after one time step, for some rows of the batch. */
  void step(StateGradient gradient);

  /**
   * The paths that {@link #step} is called with: by default the {@linkplain GradientPath#TOTAL
   * total} of each state. {@link GradientPath#RECURRENT} and {@link GradientPath#PRODUCTS} are
   * parts of a gradient, shown before they are added to the rest. Asked once, before the run; not
   * empty.
   */
  default Set<GradientPath> paths() {
    return Set.of(GradientPath.TOTAL);
  }

  /** Whether {@link #step} may change what it is given; if false, an attempt is refused. */
  default boolean changesSteps() {
    return false;
  }
}
