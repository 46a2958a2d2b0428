package dev.carousel.experiments;

import dev.carousel.error.CarouselException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;

/** Makes one trial, measures its CPU time, and makes a result of its failure. */
public final class TimedTrial {
  private static final double NANOS = 1e9;

  private TimedTrial() {}

  /**
   * Makes a trial on this thread.
   *
   * @param body makes it; if it measured the CPU time itself, as in a process of its own, that
   *     stands
   * @param folder of its training
   */
  public static TrialResult make(TrialBody body, Trial trial, Path folder, TrialControl control) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    TrialResult result = result(body, trial, folder, control);
    return result.cpuSeconds() > 0
        ? result
        : result.timed((threads.getCurrentThreadCpuTime() - began) / NANOS);
  }

  private static TrialResult result(
      TrialBody body, Trial trial, Path folder, TrialControl control) {
    try {
      return body.run(trial, folder, control);
    } catch (CarouselException known) {
      return TrialResult.failed(trial, String.valueOf(known.getMessage()));
    } catch (OutOfMemoryError full) {
      return TrialResult.failed(
          trial, "Not enough memory.\n  try:      fewer --jobs, or a larger heap");
    }
  }
}
