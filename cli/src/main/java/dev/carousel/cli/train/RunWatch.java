package dev.carousel.cli.train;

import dev.carousel.cli.console.JsonText;
import dev.carousel.cli.diagnose.report.Report;
import dev.carousel.cli.diagnose.report.WatchFile;
import dev.carousel.cli.diagnose.report.WatchedRun;
import dev.carousel.cli.diagnose.report.WatchedRun.Standing;
import dev.carousel.cli.html.HtmlReport;
import dev.carousel.cli.html.Page;
import dev.carousel.cli.options.Session;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.io.AtomicFiles;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Progress;
import dev.carousel.train.RunFolder;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingResult.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches a run: its report at any moment, and its files. */
final class RunWatch {
  private static final String FAILED = "failed";

  private final WatchedRun watched;
  private final Clock clock;
  private final String unit;
  private final double secondsBefore;
  private final long updatesBefore;
  private final long startMillis;
  private volatile @Nullable Progress latest;
  private volatile double validLoss = Double.NaN;
  private volatile @Nullable String reason;
  private volatile double secondsInAll = Double.NaN;

  /**
   * Gets ready to watch.
   *
   * @param from what the run goes on from; null for a new one
   * @param folder where it goes on; null for a new one
   */
  RunWatch(Session session, RunParts parts, @Nullable Checkpoint from, @Nullable RunFolder folder) {
    watched =
        WatchedRun.of(
            session,
            parts.network(),
            parts.data(),
            parts.options(),
            from == null || folder == null ? null : earlier(from, folder));
    clock = session.clock();
    unit = parts.unit();
    secondsBefore = from == null ? 0 : from.counters().seconds();
    updatesBefore = from == null ? 0 : from.counters().updates();
    startMillis = clock.millis();
    if (from != null && !from.history().isEmpty()) {
      validLoss = from.history().get(from.history().size() - 1).validLoss();
    }
  }

  /** What was seen after the checkpoint did not happen, as far as the run that goes on knows. */
  private static @Nullable WatchReport earlier(Checkpoint from, RunFolder folder) {
    Optional<WatchReport> known = WatchFile.read(folder);
    return known.map(seen -> seen.before(from.counters().updates())).orElse(null);
  }

  /** The listener for the trainer. */
  TrainingListener listener() {
    return TrainingListener.of(List.of(watched.listener(), new Latest()));
  }

  /** The current report. Any thread may call this. */
  String json() {
    return JsonText.toJson(document());
  }

  private Report document() {
    Progress progress = latest;
    long updates = progress == null ? updatesBefore : progress.updates();
    return watched.document(new Standing(updates, validLoss, standing(progress, updates)));
  }

  private Report.Progress standing(@Nullable Progress progress, long updates) {
    String ended = reason;
    boolean isTraining = progress != null;
    return new Report.Progress(
        ended != null ? Report.Progress.ENDED : isTraining ? "training" : "waiting",
        ended,
        updates,
        progress == null ? 0 : progress.plannedUpdates(),
        progress == null ? 0 : progress.fraction(),
        ended == null ? seconds() : secondsInAll,
        progress == null ? Double.NaN : progress.secondsLeft(),
        progress == null ? Double.NaN : progress.loss(),
        progress == null ? Double.NaN : progress.gradientNorm(),
        progress == null ? Double.NaN : progress.symbolsPerSecond(),
        unit);
  }

  private double seconds() {
    return secondsBefore + (clock.millis() - startMillis) / 1000.0;
  }

  /**
   * The run has ended; from now on the report does not change.
   *
   * @param why null if it failed
   */
  void end(@Nullable Reason why) {
    secondsInAll = seconds();
    reason = why == null ? FAILED : why.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes the current report, so that a killed run has it. If nothing has been recorded yet, the
   * record of an earlier part of the run is kept.
   */
  void keep(RunFolder folder) {
    if (watched.hasSeenAny()) {
      AtomicFiles.writeString(folder.flow(), json() + "\n");
    }
  }

  /**
   * Keeps the report, and its page. A run that had ended before, and was killed before it had its
   * page, gets the page of what its folder holds.
   */
  void keepAll(RunFolder folder) {
    keep(folder);
    if (watched.hasSeenAny()) {
      AtomicFiles.writeString(folder.flowPage(), HtmlReport.of(Page.REPORT, document()));
    } else {
      WatchFile.document(folder).ifPresent(seen -> finish(folder, seen));
    }
  }

  private void finish(RunFolder folder, Report seen) {
    Report whole = seen;
    Report.Progress before = seen.progress();
    if (before != null && !Report.Progress.ENDED.equals(before.state())) {
      whole = seen.of("train", before.ended(reason));
      AtomicFiles.writeString(folder.flow(), JsonText.toJson(whole) + "\n");
    }
    AtomicFiles.writeString(folder.flowPage(), HtmlReport.of(Page.REPORT, whole));
  }

  /** Records the progress of the run. */
  private final class Latest implements TrainingListener {
    @Override
    public void updated(Progress progress) {
      latest = progress;
    }

    @Override
    public void validated(ValidationPoint point, boolean isBest) {
      validLoss = point.validLoss();
    }
  }
}
