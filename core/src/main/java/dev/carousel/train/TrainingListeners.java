package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several listeners, notified in order; one that throws is named. */
record TrainingListeners(List<TrainingListener> listeners) implements TrainingListener {
  TrainingListeners {
    listeners = listeners.stream().<TrainingListener>map(NamedListener::new).toList();
  }

  @Override
  public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
    Consumer<StateGradient> all = null;
    for (TrainingListener listener : listeners) {
      Consumer<StateGradient> one = listener.stateGradients(update, chunk);
      all = all == null || one == null ? (one == null ? all : one) : all.andThen(one);
    }
    return all;
  }

  @Override
  public void gradients(UpdateHook.Update update) {
    listeners.forEach(listener -> listener.gradients(update));
  }

  @Override
  public void hooked(UpdateHook.Update update) {
    listeners.forEach(listener -> listener.hooked(update));
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    listeners.forEach(listener -> listener.stepped(update, parameters));
  }

  @Override
  public void rolledBack(long update, Checkpoint to) {
    listeners.forEach(listener -> listener.rolledBack(update, to));
  }

  @Override
  public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
    listeners.forEach(listener -> listener.nonFinite(failed, cause));
  }

  @Override
  public void updated(Progress progress) {
    listeners.forEach(listener -> listener.updated(progress));
  }

  @Override
  public void validated(Checkpoint.ValidationPoint point, boolean isBest) {
    listeners.forEach(listener -> listener.validated(point, isBest));
  }

  /**
   * Notifies all of them even if one throws: a checkpoint must not be lost through another
   * listener's fault.
   */
  @Override
  public void checkpoint(Checkpoint checkpoint) {
    RuntimeException first = null;
    for (TrainingListener listener : listeners) {
      try {
        listener.checkpoint(checkpoint);
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
