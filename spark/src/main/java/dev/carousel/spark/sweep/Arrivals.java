package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialFolder;
import dev.carousel.experiments.TrialResult;
import dev.carousel.experiments.TrialTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;

/** Takes in what tasks send back: the folder of each trial, as a whole or not at all. */
final class Arrivals {
  private final List<Trial> trials;
  private final TrialTask task;
  private volatile @Nullable RuntimeException fault;

  Arrivals(List<Trial> trials, TrialTask task) {
    this.trials = trials;
    this.task = task;
  }

  /** A task begins. */
  void began(int index) {
    task.listener().began(trials.get(index));
  }

  /**
   * A task has ended. Called by one thread of Spark, which must see no exception.
   *
   * @return whether the other tasks are still wanted
   */
  boolean arrived(int index, TrialAnswer answer) {
    try {
      CarouselException refusal = answer.refusal();
      if (refusal != null) {
        throw refusal;
      }
      TrialResult result = take(trials.get(index), answer.folder());
      task.listener().ended(result);
      if (task.isFailFast() && result.outcome() == TrialResult.Outcome.FAILED) {
        task.stop().ask(); // which ends the tasks, and the rungs that would follow
      }
      return true;
    } catch (RuntimeException e) {
      fault = e;
      return false;
    }
  }

  /** Why the tasks were ended; null without a fault. */
  @Nullable RuntimeException fault() {
    return fault;
  }

  private TrialResult take(Trial trial, byte[] bytes) {
    TrialFolder folder = task.folder().trial(trial.id());
    Path arriving = folder.path().resolveSibling(trial.id() + ".arriving");
    try {
      FileUtils.deleteDirectory(arriving.toFile());
      FolderBytes.unpack(bytes, arriving);
      FileUtils.deleteDirectory(folder.path().toFile());
      Files.move(arriving, folder.path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CarouselException.failure("The folder of a trial cannot be written.")
          .found(e)
          .where(folder.path())
          .cause(e)
          .build();
    }
    return folder
        .read(trial)
        .orElseThrow(() -> new IllegalStateException("no result came back of " + trial.id()));
  }
}
