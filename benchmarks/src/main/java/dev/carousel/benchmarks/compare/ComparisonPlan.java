package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.worker.Job;
import dev.carousel.error.CarouselException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be compared, and how.
 *
 * @param rounds how often every contender runs every case
 * @param warmUp seconds in which a contender repeats a case without being timed
 * @param seconds in which it repeats it then
 * @param timeoutSeconds after which a contender's process is ended
 * @param plugins folders of plugin jars
 */
record ComparisonPlan(
    List<Case> cases,
    List<Contender> contenders,
    int rounds,
    double warmUp,
    double seconds,
    int threads,
    long timeoutSeconds,
    List<Path> plugins) {
  /** float32 against float64 over a few steps; a wrong gate is off by far more. */
  private static final double TOLERANCE = 1e-4;

  /** Of losses after a few updates, in which rounding errors grow. */
  private static final double LOSS_TOLERANCE = 1e-3;

  /** Checks the numbers. */
  ComparisonPlan {
    require("--rounds", rounds);
    require("--threads", threads);
    require("--timeout", timeoutSeconds);
    require("--warm-up", warmUp);
    require("--seconds", seconds);
  }

  private static void require(String option, double value) {
    boolean isTime = option.equals("--seconds") || option.equals("--warm-up");
    if (!(isTime ? value > 0 : value >= 1)) {
      throw CarouselException.usage(option + " is out of range.")
          .expected(isTime ? "a positive number" : "at least 1")
          .found(value)
          .build();
    }
  }

  /** Whether a layer alone is timed, which has a floor. */
  boolean hasLayers() {
    return cases.stream().anyMatch(subject -> !subject.kind().isRun());
  }

  /** The job of a contender. */
  Job job(Case subject, Contender contender, Path problem) {
    return new Job(
        contender.id(),
        problem.toString(),
        threads,
        warmUp,
        seconds,
        subject.kind().isRun() ? LOSS_TOLERANCE : TOLERANCE,
        plugins.stream().map(folder -> folder.toAbsolutePath().toString()).toList());
  }

  /** How many processes there will be, at most. */
  int processes() {
    return rounds
        * (int)
            cases.stream()
                .flatMap(c -> contenders.stream().filter(who -> who.refusal(c).isEmpty()))
                .count();
  }
}
