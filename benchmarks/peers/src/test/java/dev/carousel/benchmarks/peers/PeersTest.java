package dev.carousel.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.problem.ProblemMaker;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.worker.Answer;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.benchmarks.worker.Workload;
import dev.carousel.benchmarks.worker.Workloads;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeersTest {
  private static final Shape SHAPE = new Shape(2, 6, 3, 5);

  @Test
  void everyPeerIsFound() {
    assertEquals(
        List.of("carousel", "djl", "djl-op-by-op", "dl4j", "onnxruntime"),
        Workloads.all().stream().map(Workload::id).toList());
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String cell : List.of("lstm", "rnn", "gru")) {
      cases.add(new Case(Kind.TRAIN, cell, SHAPE));
      cases.add(new Case(Kind.INFER, cell, SHAPE));
      cases.add(new Case(Kind.STREAM, cell, new Shape(1, 1, 3, 5)));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPeerComputesTheTruth(Case subject) {
    Problem problem = problem(subject);
    for (Workload workload : Workloads.all()) {
      if (workload.refusal(subject).isPresent()) {
        continue;
      }
      try (WorkSession session = workload.open(new Assignment(problem, 1, List.of()))) {
        Answer answer = session.answer();
        assertClose(workload.id(), problem.expectedOutputs(), answer.outputs());
        if (subject.kind() == Kind.TRAIN) {
          float[] gradient = answer.inputGradient();
          assertNotNull(gradient, workload.id());
          assertClose(workload.id(), problem.expectedInputGradient(), gradient);
        }
        session.run();
        assertTrue(session.version().matches(".*\\d.*"), session.version());
      }
    }
  }

  private static Problem problem(Case subject) {
    try (PluginDiscovery discovery = PluginDiscovery.onClassPath();
        ProblemMaker maker = new ProblemMaker(Plugins.of(discovery))) {
      return maker.make(subject);
    }
  }

  private static void assertClose(String peer, Tensor expected, float[] found) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found[i], 1e-5, peer + " at " + i);
    }
  }
}
