package dev.carousel.cli.reproduce;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.sweep.SweepProgress;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.Sweep;
import dev.carousel.experiments.SweepFolder;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialRunner;
import dev.carousel.experiments.TrialTask;
import dev.carousel.experiments.published.DataFiles;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.model.HeapBudget;
import dev.carousel.train.RunFolder;
import dev.carousel.train.RunLock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs experiments as sweeps, each in a folder of its name.
 *
 * @param console for progress
 * @param global options that every command has
 * @param runner of the trials
 * @param heap that those which run at the same time share
 * @param stop by which they are asked to stop
 * @param data the folder with what is not generated; null if none was given
 */
record Reproduction(
    Console console,
    GlobalOptions global,
    TrialRunner runner,
    HeapBudget heap,
    StopSignal stop,
    @Nullable Path data) {
  private static final double MILLIS = 1000;
  private static final RunLock.Purpose PURPOSE =
      new RunLock.Purpose("experiment is writing", "wait until it ends, or choose another --out");

  /**
   * Runs one, or what is left of it in its folder.
   *
   * @param parent of its folder
   * @return empty if it was stopped
   * @throws CarouselException if the folder holds another sweep, or a trial failed
   */
  Optional<Reproduced> run(PublishedResult result, Path parent) {
    SweepPlan plan = Reproduced.plan(placed(result, parent));
    SweepFolder folder = new SweepFolder(parent.resolve(result.name()));
    if (folder.isBegun()) {
      requireSeeds(folder, plan);
      folder.requireSame(plan);
    } else {
      folder.requireNew(); // an earlier try may have been killed before its plan was written
      folder.begin(plan);
    }
    Clock clock = Clock.systemUTC();
    long began = clock.millis();
    SweepReport report;
    try (RunLock held = RunFolder.holdAround(folder.path(), PURPOSE);
        SweepProgress progress = new SweepProgress(console, plan, clock, global.progress())) {
      TrialTraining body = new TrialTraining(global.session().within(heap), 1);
      report =
          Sweep.run(plan, runner, new TrialTask(body, folder, progress, stop, false, List.of()));
    }
    refuseFailures(result, report);
    return report.isStopped()
        ? Optional.empty()
        : Optional.of(Reproduced.of(result, report, (clock.millis() - began) / MILLIS));
  }

  private static void requireSeeds(SweepFolder folder, SweepPlan plan) {
    int held = folder.plan().seeds().size();
    int wanted = plan.seeds().size();
    if (held != wanted) {
      throw CarouselException.usage("The folder holds this result with another number of seeds.")
          .expected("--seeds " + held + ", as it was begun")
          .found(wanted + " seeds")
          .where(folder.path())
          .mend("give --seeds " + held + " to go on, or choose another --out")
          .build();
    }
  }

  private PublishedResult placed(PublishedResult result, Path parent) {
    DataFiles files = result.files();
    if (files == null) {
      return result;
    }
    if (data == null) {
      throw files.missing(result.name());
    }
    Path prepared = parent.resolve("data-" + result.name());
    new PreparedData(files, data).into(prepared);
    return result.in(prepared.toString());
  }

  private static void refuseFailures(PublishedResult result, SweepReport report) {
    if (!report.failed().isEmpty()) {
      TrialResult first = report.failed().get(0);
      throw CarouselException.failure("A trial of '" + result.name() + "' failed.")
          .expected("trials that can be trained")
          .found(first.trial().id() + ": " + first.fault())
          .build();
    }
  }
}
