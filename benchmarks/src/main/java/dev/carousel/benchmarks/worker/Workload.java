package dev.carousel.benchmarks.worker;

import dev.carousel.benchmarks.problem.Case;
import java.util.Map;
import java.util.Optional;

/** A framework that runs in a JVM; found by {@link java.util.ServiceLoader}. */
public interface Workload {
  /** What it is called in the table and in {@code --contenders}: lower-case with hyphens. */
  String id();

  /** Where it stands in the table: lower first. */
  int rank();

  /** Why it cannot run a case, in a few words; empty if it can. */
  Optional<String> refusal(Case subject);

  /** Variables of the environment that its process needs. */
  default Map<String, String> environment(int threads) {
    return Map.of("OMP_NUM_THREADS", Integer.toString(threads));
  }

  /** Prepares everything that a run does not repeat. */
  WorkSession open(Assignment assignment);
}
