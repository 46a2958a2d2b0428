package dev.carousel.spark.sweep;

import dev.carousel.Version;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialFolder;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialRunner;
import dev.carousel.experiments.TrialTask;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Makes trials as tasks of Spark, one a trial. A task that is lost with its machine is made again
 * by Spark, from the start of the trial or where it was paused. Results are written here as soon as
 * they arrive. Used by one thread at a time.
 */
public final class SparkRunner implements TrialRunner {
  private final JavaSparkContext context;
  private final boolean isOwner;

  /**
   * @param isOwner whether closing the runner ends the context
   */
  SparkRunner(JavaSparkContext context, boolean isOwner) {
    this.context = context;
    this.isOwner = isOwner;
  }

  /** A runner on the context of a program, which stays open. */
  public static SparkRunner on(JavaSparkContext context) {
    return new SparkRunner(context, false);
  }

  @Override
  public String place() {
    return "the Spark cluster " + context.master();
  }

  @Override
  public List<TrialResult> run(List<Trial> trials, TrialTask task) {
    if (!(task.body() instanceof Serializable)) {
      throw CarouselException.usage("These trials can be made on this machine only.")
          .expected("a TrialBody that is serializable")
          .found(task.body().getClass().getName())
          .build();
    }
    List<Trial> open = new ArrayList<>();
    for (Trial trial : trials) {
      task.folder()
          .trial(trial.id())
          .done(trial)
          .ifPresentOrElse(task.listener()::ended, () -> open.add(trial));
    }
    if (!open.isEmpty() && !task.stop().isAsked()) {
      make(open, task);
    }
    return trials.stream().map(trial -> result(trial, task)).flatMap(Optional::stream).toList();
  }

  private static Optional<TrialResult> result(Trial trial, TrialTask task) {
    return task.folder().trial(trial.id()).read(trial);
  }

  private void make(List<Trial> open, TrialTask task) {
    Broadcast<List<SentFile>> files =
        context.broadcast(task.files().stream().map(SentFile::of).toList());
    int slots = Slots.ofAnExecutor(context, task.stop());
    List<TrialRequest> requests =
        open.stream()
            .map(
                trial ->
                    new TrialRequest(
                        trial, begun(trial, task), task.body(), Version.current(), files, slots))
            .toList();
    Arrivals arrivals = new Arrivals(open, task);
    TrialJob job = new TrialJob(context, requests, arrivals);
    try (StopSignal.Handle stopping = task.stop().onAsk(job::cancel)) {
      job.run();
    } finally {
      files.destroy();
    }
  }

  /** A trial that failed begins anew, as on one machine its run folder stays for those who look. */
  private static byte[] begun(Trial trial, TrialTask task) {
    TrialFolder folder = task.folder().trial(trial.id());
    try {
      return Files.exists(folder.path()) ? FolderBytes.pack(folder.path()) : new byte[0];
    } catch (IOException e) {
      throw CarouselException.failure("The folder of a trial cannot be read.")
          .found(e)
          .where(folder.path())
          .cause(e)
          .build();
    }
  }

  @Override
  public void close() {
    if (isOwner) {
      context.close();
    }
  }
}
