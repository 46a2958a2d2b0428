package dev.carousel.cli.sweep;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.LiveText;
import dev.carousel.cli.console.Words;
import dev.carousel.experiments.SweepListener;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialResult;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a whole sweep: one line on a terminal, a line for each trial elsewhere.
 * Thread-safe.
 */
public final class SweepProgress implements SweepListener, AutoCloseable {
  private final Console console;
  private final boolean isWanted;
  private final Clock clock;
  private final int planned;
  private final long began;
  private final @Nullable LiveText live;
  private final Map<String, Double> running = new HashMap<>();
  private int ended;
  private double best = Double.POSITIVE_INFINITY;
  private String bestId = "";

  /** Work that was done by an earlier run of the sweep, which says nothing of this one's speed. */
  private int known;

  /**
   * The progress of a plan, from now on.
   *
   * @param isWanted whether anything is to be shown
   */
  public SweepProgress(Console console, SweepPlan plan, Clock clock, boolean isWanted) {
    this.console = console;
    this.isWanted = isWanted;
    this.clock = clock;
    planned = plan.halving() == null ? plan.trials().size() : 0;
    began = clock.millis();
    live = isWanted && console.terminal().isPresent() ? new LiveText(console, this::line) : null;
  }

  @Override
  public synchronized void began(Trial trial) {
    running.put(trial.id(), 0.0);
  }

  @Override
  public synchronized void progressed(Trial trial, double share) {
    running.put(trial.id(), share);
  }

  @Override
  public synchronized void ended(TrialResult result) {
    String id = result.trial().id();
    if (running.remove(id) == null) {
      known++;
    }
    ended++;
    if (result.figure() < best) {
      best = result.figure();
      bestId = id;
    }
    if (live == null && isWanted) {
      console.err().println(told(result));
      console.err().flush();
    }
  }

  private String told(TrialResult result) {
    String count = planned == 0 ? Integer.toString(ended) : ended + " of " + planned;
    String line =
        Words.format("%s  %s  %s", count, result.trial().id(), SweepJson.word(result.outcome()));
    double loss = result.validLoss();
    return Double.isNaN(loss) ? line : line + "  loss " + Words.figure(loss);
  }

  private synchronized String line() {
    String count =
        planned == 0 ? Words.count(ended, "trial") : ended + " of " + planned + " trials";
    String line = count + ", " + running.size() + " running";
    double left = secondsLeft();
    if (Double.isFinite(left)) {
      line += ", " + Words.time(left) + " left";
    }
    return bestId.isEmpty() ? line : line + ", best " + Words.figure(best) + " (" + bestId + ")";
  }

  private double secondsLeft() {
    double share = running.values().stream().mapToDouble(one -> one).sum();
    double made = ended - known + share;
    double seconds = (clock.millis() - began) / 1000.0;
    return planned == 0 || made <= 0 ? Double.NaN : seconds / made * (planned - ended - share);
  }

  @Override
  public void close() {
    if (live != null) {
      live.close();
    }
  }
}
