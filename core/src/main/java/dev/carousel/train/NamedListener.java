package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener that is named if it throws, with the moment at which it did. */
record NamedListener(TrainingListener listener) implements TrainingListener {
  private String culprit() {
    return "The listener " + listener.getClass().getName();
  }

  private void tell(String moment, long update, Runnable telling) {
    Failures.naming(culprit(), listener, () -> moment + ", update " + update, telling);
  }

  @Override
  public @Nullable Consumer<StateGradient> stateGradients(long update, Chunk chunk) {
    Consumer<StateGradient> shown;
    try {
      shown = listener.stateGradients(update, chunk);
    } catch (Throwable e) {
      throw Failures.named(
          culprit(), listener, "before the gradients of states, update " + update, e);
    }
    return shown == null
        ? null
        : gradient -> tell("a gradient of a state", update, () -> shown.accept(gradient));
  }

  @Override
  public void gradients(UpdateHook.Update update) {
    tell("gradients", update.index(), () -> listener.gradients(update));
  }

  @Override
  public void hooked(UpdateHook.Update update) {
    tell("gradients after the hooks", update.index(), () -> listener.hooked(update));
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    tell("new parameters", update, () -> listener.stepped(update, parameters));
  }

  @Override
  public void rolledBack(long update, Checkpoint to) {
    tell("a roll-back", update, () -> listener.rolledBack(update, to));
  }

  @Override
  public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
    tell("an update that is not finite", failed.update(), () -> listener.nonFinite(failed, cause));
  }

  @Override
  public void updated(Progress progress) {
    tell("progress", progress.updates(), () -> listener.updated(progress));
  }

  @Override
  public void validated(ValidationPoint point, boolean isBest) {
    tell("a validation", point.update(), () -> listener.validated(point, isBest));
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    long updates = checkpoint.counters().updates();
    tell("a checkpoint", updates, () -> listener.checkpoint(checkpoint));
  }
}
