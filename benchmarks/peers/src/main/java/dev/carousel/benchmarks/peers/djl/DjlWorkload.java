package dev.carousel.benchmarks.peers.djl;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.benchmarks.worker.Workload;
import java.util.Optional;

/** PyTorch's fused layers through the Deep Java Library. */
public final class DjlWorkload implements Workload {
  @Override
  public String id() {
    return "djl";
  }

  @Override
  public int rank() {
    return 10;
  }

  @Override
  public Optional<String> refusal(Case subject) {
    return Gates.has(subject.cell()) ? Optional.empty() : Optional.of("no such cell");
  }

  @Override
  public WorkSession open(Assignment assignment) {
    return DjlSession.open(assignment, FusedLayer::new);
  }
}
