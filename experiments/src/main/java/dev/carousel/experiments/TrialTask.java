package dev.carousel.experiments;

import java.nio.file.Path;
import java.util.List;

/**
 * How trials are made.
 *
 * @param body makes one
 * @param folder of the sweep, in which each has a folder of its own
 * @param listener receives what happens
 * @param stop asks all to stop
 * @param isFailFast whether the first trial that fails stops the others
 * @param files that the trials read, by the names that their settings have; sent along to other
 *     machines
 */
public record TrialTask(
    TrialBody body,
    SweepFolder folder,
    SweepListener listener,
    StopSignal stop,
    boolean isFailFast,
    List<Path> files) {
  /** Copies the list. */
  public TrialTask {
    files = List.copyOf(files);
  }
}
