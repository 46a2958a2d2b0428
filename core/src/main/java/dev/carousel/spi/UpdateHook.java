package dev.carousel.spi;

import dev.carousel.tensor.NamedTensors;
import org.jspecify.annotations.Nullable;

/**
 * A hook that receives the gradients of all parameters, after the backward pass and before the
 * optimizer. Called only from the training thread, once per update, in order.
 */
@FunctionalInterface
public non-sealed interface UpdateHook extends GradientHook {
  /**
   * Receives all parameter gradients of one update.
   *
   * @return what the hook did to the update
   * @throws dev.carousel.error.CarouselException to stop the run, with the reason
   */
  Outcome update(Update update);

  /** Whether {@link #update} may change what it is given or skip the update. */
  default boolean changesUpdates() {
    return false;
  }

  /**
   * Whether each {@link Update} holds a measurement of how well steps preserve the norm of errors
   * ({@link Update#preservation}). It runs every step of the batch twice more, the second time with
   * tangents, so an update takes about four times as long. The backward pass separates the paths
   * for it, so the last bits may differ from those of a run without such a hook.
   */
  default boolean watchesNorms() {
    return false;
  }

  /**
   * How the run rolls back when {@link #update} returns {@link Outcome#ROLL_BACK}; the same at
   * every call. Null, the default, for a hook that never returns it. A run with such a hook keeps a
   * copy of the state after its last validation in memory and in its checkpoints.
   */
  default @Nullable RollBack rollBack() {
    return null;
  }

  /**
   * How to roll back: to the state after the last validation, or to the start, with smaller steps.
   *
   * @param stepFactor factor on the size of all later steps, in (0, 1]; applied at each roll-back
   * @param most how often the run may roll back to the same state before it stops
   */
  record RollBack(double stepFactor, int most) {
    /** Checks the numbers. */
    public RollBack {
      if (!(stepFactor > 0 && stepFactor <= 1) || most < 1) {
        throw new IllegalArgumentException(
            "a step factor in (0, 1] and at least 1 way back: " + stepFactor + ", " + most);
      }
    }
  }

  /** What a hook did to an update. */
  enum Outcome {
    /** The gradients were not changed. */
    UNCHANGED,
    /** The gradients were clipped, here or at some of the time steps that led to this update. */
    CLIPPED,
    /** The gradients were changed other than by clipping. */
    CHANGED,
    /** This update must not be made; the hooks after this one are not called. */
    SKIP,
    /**
     * This update and those since the last validation must be undone, as {@link #rollBack} says.
     */
    ROLL_BACK
  }

  /**
   * The gradients of one update.
   *
   * @param index the index of the update, from 0
   * @param loss the mean loss of the batch, in its own unit (nats per symbol, squared error); 0 if
   *     all its targets are missing
   * @param parameters the current parameters; read only
   * @param gradients one for each parameter, same names and shapes
   * @param preservation how well steps preserve the norm of errors; null unless a hook of the run
   *     {@link #watchesNorms()}
   * @param norm the Euclidean norm of the gradients as this hook is given them; NaN or infinite if
   *     one of them is
   */
  record Update(
      long index,
      double loss,
      NamedTensors parameters,
      NamedTensors gradients,
      @Nullable NormPreservation preservation,
      double norm) {

    /** An update whose norm is computed here. */
    public Update(
        long index,
        double loss,
        NamedTensors parameters,
        NamedTensors gradients,
        @Nullable NormPreservation preservation) {
      this(index, loss, parameters, gradients, preservation, gradients.norm());
    }

    /** An update without a measurement of how steps preserve norms. */
    public Update(long index, double loss, NamedTensors parameters, NamedTensors gradients) {
      this(index, loss, parameters, gradients, null);
    }
  }
}
