package dev.carousel.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialControl;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialResult.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTrainingTest {
  private static final Trial TRIAL =
      new Trial(
          "t",
          Map.of(
              "task",
              "adding:length=6",
              "units",
              "3",
              "batch",
              "4",
              "updates",
              "8",
              "evaluate-every",
              "4"),
          3,
          0);

  @TempDir private Path work = Path.of("");

  /** Asks to stop when a share is reached. */
  private record StopAt(double share, StopSignal stop) implements TrialControl {
    @Override
    public void progress(double now) {
      if (now >= share) {
        stop.ask();
      }
    }
  }

  private TrialResult run(Trial trial, String folder, double stopAt) {
    return new TrialTraining(new GlobalOptions().session(), 1)
        .run(trial, work.resolve(folder), new StopAt(stopAt, new StopSignal()));
  }

  @Test
  void aTrialThatIsStoppedGoesOnToTheSameBits() {
    TrialResult whole = run(TRIAL, "whole", 2);
    assertEquals(Outcome.FINISHED, whole.outcome());
    assertEquals(8, whole.updates());

    TrialResult stopped = run(TRIAL, "parts", 0.4);
    assertEquals(Outcome.STOPPED, stopped.outcome());
    TrialResult resumed = run(TRIAL, "parts", 2);
    assertEquals(whole.sha256(), resumed.sha256());
    assertEquals(whole.curve(), resumed.curve());
  }

  @Test
  void aTrialThatHadEndedEndsAgain() {
    TrialResult first = run(TRIAL, "run", 2);
    TrialResult again = run(TRIAL, "run", 2);
    assertEquals(first.sha256(), again.sha256());
    assertEquals(first.updates(), again.updates());
    assertEquals(first.validLoss(), again.validLoss());
  }

  @Test
  void aTrialPausesAndGoesOnToTheSameBits() {
    TrialResult paused = run(TRIAL.pausedAt(4), "run", 2);
    assertEquals(Outcome.PAUSED, paused.outcome());
    assertEquals(4, paused.updates());
    assertEquals(1, paused.curve().size());
    assertTrue(Double.isFinite(paused.figure()));

    TrialResult ended = run(TRIAL, "run", 2);
    assertEquals(Outcome.FINISHED, ended.outcome());
    assertEquals(run(TRIAL, "whole", 2).sha256(), ended.sha256());
  }
}
