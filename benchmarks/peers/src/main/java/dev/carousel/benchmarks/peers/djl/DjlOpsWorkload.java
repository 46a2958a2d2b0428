package dev.carousel.benchmarks.peers.djl;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.benchmarks.worker.Workload;
import java.util.Optional;

/**
 * The LSTM operation by operation through the Deep Java Library, as a cell of one's own would be.
 */
public final class DjlOpsWorkload implements Workload {
  @Override
  public String id() {
    return "djl-op-by-op";
  }

  @Override
  public int rank() {
    return 20;
  }

  @Override
  public Optional<String> refusal(Case subject) {
    if (!subject.cell().equals("lstm")) {
      return Optional.of("the LSTM alone");
    }
    return subject.kind() == Kind.INFER ? Optional.of("training and streaming") : Optional.empty();
  }

  @Override
  public WorkSession open(Assignment assignment) {
    return DjlSession.open(assignment, StepByStepLstm::new);
  }
}
