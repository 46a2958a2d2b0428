package dev.carousel.benchmarks.worker;

import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What a framework is to work on.
 *
 * @param threads how many threads to use
 * @param plugins folders of plugin jars
 */
public record Assignment(Problem problem, int threads, List<Path> plugins) {
  /** Whether the way back is asked for too. */
  public boolean isTraining() {
    return problem.subject().kind() == Kind.TRAIN;
  }
}
