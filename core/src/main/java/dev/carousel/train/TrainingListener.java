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

/** Is told how training goes, on the training thread. Never changes a bit of the run. */
public interface TrainingListener {
  /**
   * Asked before the way back of an update whether to be shown the {@linkplain
   * dev.carousel.spi.GradientPath#TOTAL total} gradient of every state after every step, as it
   * comes: before any hook sees it. Where nobody wants to, it costs nothing.
   *
   * @param update its index, from 0
   * @param chunk that is gone back through
   * @return what is called from the engine's threads, as {@link StepHook} describes, with views
   *     that refuse to be written to; null for nothing
   */
  default @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
    return null;
  }

  /**
   * Called with the gradients of an update as they came from the loss, before any hook. They are
   * live, and read only.
   */
  default void gradients(UpdateHook.Update update) {}

  /**
   * Called with the gradients as the hooks left them, before the optimizer; not if a hook skipped
   * the update. They are live, and read only.
   */
  default void hooked(UpdateHook.Update update) {}

  /**
   * Called when the optimizer has changed the parameters.
   *
   * @param update its index, from 0
   * @param parameters the new ones; live, and read only
   */
  default void stepped(long update, NamedTensors parameters) {}

  /** Called after every update. */
  default void updated(Progress progress) {}

  /**
   * Called when a hook has sent the run back, instead of {@link #hooked} and {@link #stepped}: what
   * came after that state did not happen.
   *
   * @param update the index of the update that was not made
   * @param to the state that the run goes on from; live, and read only
   */
  default void rolledBack(long update, Checkpoint to) {}

  /** Called after every validation. */
  default void validated(Checkpoint.ValidationPoint point, boolean isBest) {}

  /**
   * Called when a checkpoint is due: before the first update, after every validation, now and then
   * ({@link CheckpointInterval}), and at the end. Its tensors are those that training goes on with:
   * to be written away before this returns, or copied.
   */
  default void checkpoint(Checkpoint checkpoint) {}

  /**
   * Called at the first update of a run whose loss or gradient is not finite, before any hook sees
   * the whole of it. Its tensors are those that training goes on with: to be written away before
   * this returns, or copied.
   *
   * @param cause where it began; empty if run value by value the update is finite, or memory did
   *     not suffice
   */
  default void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {}

  /** Tells several listeners, in order; a checkpoint to all of them, even if one throws. */
  static TrainingListener of(List<TrainingListener> listeners) {
    return new TrainingListeners(listeners);
  }

  /** Hears nothing. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }
}
