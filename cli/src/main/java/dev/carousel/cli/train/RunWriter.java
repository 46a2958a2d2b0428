package dev.carousel.cli.train;

import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.RunFolder;
import dev.carousel.train.run.RunKeeper;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run to its folder, together with the record of a watch.
 *
 * @param watch what is seen; null if nobody watches
 */
record RunWriter(RunKeeper keeper, @Nullable RunWatch watch) {
  /**
   * A writer for one run.
   *
   * @param from what the run goes on from; null for a new one
   */
  static RunWriter of(
      RunFolder folder, RunParts parts, @Nullable Checkpoint from, @Nullable RunWatch watch) {
    RunKeeper keeper =
        new RunKeeper(
            folder,
            parts.runFile(),
            parts.network().spec(),
            parts.options().settings(),
            parts.keepCheckpoints(),
            from);
    return new RunWriter(keeper, watch);
  }

  /** What was seen comes first: of too much of it a run that goes on leaves out the rest. */
  void checkpoint(Checkpoint checkpoint) {
    if (watch != null) {
      watch.keep(keeper.folder());
    }
    keeper.checkpoint(checkpoint);
  }

  /** Writes an update that is not finite, so that it can be repeated; returns the file. */
  Path nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
    keeper.nonFinite(failed, cause);
    return Objects.requireNonNull(keeper.nonFinite());
  }

  /** Keeps what was seen of the run, which has ended, and the page of it. */
  void keepWatch() {
    if (watch != null) {
      watch.keepAll(keeper.folder());
    }
  }
}
