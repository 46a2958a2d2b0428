package dev.carousel.cli.train;

import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.Choice;
import dev.carousel.error.CarouselException;
import dev.carousel.train.run.ScheduleEnd;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether and how to resume a run. */
final class ResumeOptions {
  @Option(names = "--resume", description = "Continue the run in that folder")
  private boolean resume;

  @Option(
      names = "--resume-at",
      paramLabel = "UPDATE",
      description =
          "Continue from the checkpoint after this update, not from the newest; later "
              + "checkpoints are removed when the next is written")
  private @Nullable Long resumeAt;

  @Option(
      names = "--schedule-end",
      paramLabel = "keep|rescale",
      description =
          "If a resumed run has a new end: keep the schedule as planned (the default), or "
              + "rescale it to the new end")
  private @Nullable String scheduleEnd;

  @Mixin private ChangedData changedData = new ChangedData();

  /** Whether to resume a run; refuses options that would have no effect. */
  boolean isWanted() {
    boolean isWanted = resume || resumeAt != null;
    if (!isWanted) {
      changedData.requireIdle("a new run");
      if (scheduleEnd != null) {
        throw CarouselException.usage("--schedule-end needs a run that is resumed.")
            .expected("--schedule-end with --resume")
            .found("a new run, whose schedule is spread over its own length")
            .mend("leave it out")
            .build();
      }
    }
    return isWanted;
  }

  /** The checkpoint to resume from, by its update; null for the newest. */
  @Nullable Long at() {
    return resumeAt;
  }

  ChangedData changedData() {
    return changedData;
  }

  /** What becomes of the schedule; null if nothing is said. */
  @Nullable ScheduleEnd scheduleEnd() {
    return scheduleEnd == null ? null : Choice.of("--schedule-end", scheduleEnd, ScheduleEnd.class);
  }
}
