package dev.carousel.benchmarks.peers.dl4j;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.benchmarks.worker.Workload;
import java.util.Map;
import java.util.Optional;

/** Deeplearning4j on ND4J's native CPU backend. */
public final class Dl4jWorkload implements Workload {
  @Override
  public String id() {
    return "dl4j";
  }

  @Override
  public int rank() {
    return 30;
  }

  @Override
  public Optional<String> refusal(Case subject) {
    if (subject.cell().equals("gru")) {
      return Optional.of("no GRU");
    }
    return Gates.has(subject.cell()) ? Optional.empty() : Optional.of("no such cell");
  }

  @Override
  public Map<String, String> environment(int threads) {
    String count = Integer.toString(threads);
    return Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count);
  }

  @Override
  public WorkSession open(Assignment assignment) {
    return Dl4jSession.open(assignment);
  }
}
