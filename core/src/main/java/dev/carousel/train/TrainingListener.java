package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receives the events of a training, on the training thread. It never changes a bit of the run. */
public interface TrainingListener {
  /**
   * Called before each backward pass of an update, one for each of its chunks. The result receives
   * the {@linkplain dev.carousel.spi.GradientPath#TOTAL total} gradient of every state after every
   * step, before any hook. Without a receiver, this costs nothing.
   *
   * @param update its index, from 0
   * @param chunk of the backward pass
   * @return the receiver, called on the engine's threads as {@link StepHook} describes, with
   *     read-only views; null for none
   */
  default @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
    return null;
  }

  /** Called with the gradients of an update before any hook. They are live and read-only. */
  default void gradients(UpdateHook.Update update) {}

  /**
   * Called with the gradients after the hooks and before the optimizer, unless a hook skipped the
   * update. They are live and read-only.
   */
  default void hooked(UpdateHook.Update update) {}

  /**
   * Called when the optimizer has changed the parameters.
   *
   * @param update its index, from 0
   * @param parameters the new parameters; live and read-only
   */
  default void stepped(long update, NamedTensors parameters) {}

  /** Called after every update. */
  default void updated(Progress progress) {}

  /**
   * Called when a hook has rolled the run back, instead of {@link #hooked} and {@link #stepped}.
   * Everything after that state is undone.
   *
   * @param update the index of the update that was not made
   * @param to the state from which the run continues; live and read-only
   */
  default void rolledBack(long update, Checkpoint to) {}

  /** Called after every validation. */
  default void validated(Checkpoint.ValidationPoint point, boolean isBest) {}

  /**
   * Called when a checkpoint is due: before the first update, after every validation, at intervals
   * ({@link CheckpointInterval}), and at the end. Training continues with the same tensors: write
   * or copy them before this method returns.
   */
  default void checkpoint(Checkpoint checkpoint) {}

  /**
   * Called at the first update of a run whose loss or gradient is not finite, before any update
   * hook. Training continues with the same tensors: write or copy them before this method returns.
   *
   * @param cause the first value that is not finite; empty if the update, repeated value by value,
   *     is finite, or if memory was not sufficient
   */
  default void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {}

  /**
   * A listener that notifies several, in order. All of them receive a checkpoint, even if one
   * throws.
   */
  static TrainingListener of(List<TrainingListener> listeners) {
    return new TrainingListeners(listeners);
  }

  /** A listener that does nothing. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }
}
