package dev.carousel.experiments;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.TrialResult.CurvePoint;
import dev.carousel.experiments.TrialResult.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes trials at once: the loss is a function of settings and seed, and each call is counted. */
final class Counting implements TrialBody {
  /** The ids of the trials that were made, with where they paused. */
  final ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();

  volatile boolean isBroken = true;

  /** The loss of {@code x} is x plus a little for the seed; it falls with the updates. */
  static double loss(int x, long seed, long updates) {
    return x + seed / 100.0 + 10.0 / updates;
  }

  @Override
  public TrialResult run(Trial trial, Path folder, TrialControl control) {
    made.add(trial.id() + "@" + trial.pauseAt());
    control.progress(1);
    String x = trial.settings().getOrDefault("x", "0");
    if (x.equals("fail") && isBroken) {
      throw CarouselException.failure("It cannot be trained.").build();
    }
    long updates = trial.pauseAt() == 0 ? 1000 : trial.pauseAt();
    if (x.equals("explode")) {
      return result(trial, Outcome.NOT_FINITE, Double.NaN, updates);
    }
    Outcome outcome = trial.pauseAt() == 0 ? Outcome.FINISHED : Outcome.PAUSED;
    int number = x.equals("fail") ? 9 : Integer.parseInt(x);
    return result(trial, outcome, loss(number, trial.seed(), updates), updates);
  }

  private static TrialResult result(Trial trial, Outcome outcome, double loss, long updates) {
    return new TrialResult(
        trial,
        outcome,
        loss,
        Map.of("accuracy", 0.5),
        List.of(new CurvePoint(updates, loss)),
        updates,
        1,
        0,
        "00ff",
        "");
  }
}
