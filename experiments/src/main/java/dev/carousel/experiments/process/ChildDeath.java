package dev.carousel.experiments.process;

import dev.carousel.error.CarouselException;
import dev.carousel.model.HeapBudget;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Why a process that makes a trial ended without a result, in words. */
final class ChildDeath {
  /** A process that a signal ended has this code and the signal's number. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

  private ChildDeath() {}

  /**
   * The error that tells it.
   *
   * @param log of the process
   * @param run folder of the trial
   * @param heap of which the process had a share
   */
  static CarouselException of(int code, ChildLog log, Path run, HeapBudget heap) {
    Optional<Path> kept = log.keep(run);
    if (code == JavaCommand.OUT_OF_MEMORY) {
      return CarouselException.failure("The process of the trial had not enough memory.")
          .expected("a trial that fits into its share of the heap, " + words(heap))
          .mend((heap.jobs() > 1 ? "fewer --jobs, or " : "") + HeapBudget.larger(2 * heap.heap()))
          .build();
    }
    int signal = code - SIGNALLED;
    String name = SIGNALS.get(signal);
    String end = name == null ? "exit code " + code : name + " (exit code " + code + ")";
    CarouselException.Builder fault =
        CarouselException.failure(
                name == null
                    ? "The process of the trial ended before the trial did."
                    : "The process of the trial was killed.")
            .found(end + log.lastWords().map(words -> "; " + words).orElse(""));
    kept.ifPresent(file -> fault.where(file + ", its log"));
    return fault
        .mend("go on with --resume; if the machine ran out of memory, with fewer --jobs")
        .build();
  }

  private static String words(HeapBudget heap) {
    return HeapBudget.words(heap.share());
  }
}
