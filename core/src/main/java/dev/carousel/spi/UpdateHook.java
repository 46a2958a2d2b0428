package dev.carousel.spi;

import dev.carousel.tensor.NamedTensors;
import org.jspecify.annotations.Nullable;

/**
 * A hook that sees the gradients of all parameters, after the backward pass and before the
 * optimizer. Called from the training thread alone, once per update, in order.
 */
@FunctionalInterface
public non-sealed interface UpdateHook extends GradientHook {
  /**
   * Sees all parameter gradients of one update.
   *
   * @return what became of the update
   * @throws dev.carousel.error.CarouselException to stop the run, saying why
   */
  Outcome update(Update update);

  /** Whether {@link #update} may change what it is given or skip the update. */
  default boolean changesUpdates() {
    return false;
  }

  /**
   * Whether each {@link Update} is to say how well steps preserve the norm of errors, {@link
   * Update#preservation}: every step of the batch is run twice more, with tangents the second time,
   * so that an update takes about four times as long. The backward pass shows paths apart for it,
   * so that last bits may differ from those of a run without such a hook.
   */
  default boolean watchesNorms() {
    return false;
  }

  /**
   * How the run goes back when {@link #update} answers {@link Outcome#ROLL_BACK}; the same at every
   * call. Null, by default, for a hook that never answers so. A run with such a hook keeps a copy
   * of the state after its last validation in memory and in its checkpoints.
   */
  default @Nullable RollBack rollBack() {
    return null;
  }

  /**
   * How to go back: to the state after the last validation, or to the start, with smaller steps.
   *
   * @param stepFactor what the size of all later steps is multiplied by, in (0, 1]; each time anew
   * @param most how often the run may go back to the same state before it is stopped
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
    /** The gradients are as they were. */
    UNCHANGED,
    /** The gradients were clipped, here or at some of the time steps that led to this update. */
    CLIPPED,
    /** The gradients were changed in another way. */
    CHANGED,
    /** This update is not to be made; hooks after this one are not called. */
    SKIP,
    /** Nor is what led to it since the last validation: {@link #rollBack} says how to go back. */
    ROLL_BACK
  }

  /**
   * The gradients of one update.
   *
   * @param index the index of the update, from 0
   * @param loss the mean loss of the batch, in its own unit (nats per symbol, squared error)
   * @param parameters the current parameters; read only
   * @param gradients one for each parameter, same names and shapes
   * @param preservation of the norms of errors, step by step; null unless some hook of the run
   *     {@link #watchesNorms()}
   */
  record Update(
      long index,
      double loss,
      NamedTensors parameters,
      NamedTensors gradients,
      @Nullable NormPreservation preservation) {

    /** An update of which nobody asked how steps preserve norms. */
    public Update(long index, double loss, NamedTensors parameters, NamedTensors gradients) {
      this(index, loss, parameters, gradients, null);
    }
  }
}
