package dev.carousel.cli.train;

import dev.carousel.cli.console.Interrupts;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.TrialControl;
import dev.carousel.experiments.TrialResult.Outcome;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far the training of a trial is, and stops it where it is to pause, or on request. Used
 * by one thread.
 */
final class TrialPace implements Interrupts, TrainingListener {
  private final long pauseAt;
  private final TrialControl control;
  private @Nullable Runnable stop;
  private long made;
  private boolean isPaused;
  private OptionalLong nonFinite = OptionalLong.empty();

  /**
   * A pace for one training.
   *
   * @param pauseAt the update after which to stop; 0 for never
   * @param control to report to, and to be stopped by
   */
  TrialPace(long pauseAt, TrialControl control) {
    this.pauseAt = pauseAt;
    this.control = control;
  }

  /** Notes that the training goes on after this number of updates. */
  void goesOnAfter(long updates) {
    made = updates;
  }

  /** Why a training that was stopped was stopped. */
  Outcome outcome() {
    return isPaused ? Outcome.PAUSED : Outcome.STOPPED;
  }

  /** The first update of this training whose loss or gradient was not finite. */
  OptionalLong nonFinite() {
    return nonFinite;
  }

  /** A training that was killed right after it had paused makes no further update. */
  @Override
  public Handle onInterrupt(Runnable asked) {
    stop = asked;
    StopSignal.Handle listening = control.stop().onAsk(asked);
    pauseAfter(made);
    return listening::close;
  }

  @Override
  public void updated(Progress progress) {
    control.progress(progress.fraction());
    pauseAfter(progress.updates());
  }

  private void pauseAfter(long updates) {
    Runnable known = stop;
    if (pauseAt > 0 && updates >= pauseAt && known != null) {
      isPaused = true;
      known.run();
    }
  }

  @Override
  public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
    nonFinite = OptionalLong.of(failed.update());
  }
}
