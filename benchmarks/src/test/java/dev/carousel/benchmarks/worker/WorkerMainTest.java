package dev.carousel.benchmarks.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Problem;
import dev.carousel.benchmarks.problem.Problems;
import dev.carousel.benchmarks.problem.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMainTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void carouselPassesItsCheckAndIsTimed() {
    Measurement measured = measure(problem());
    assertNull(measured.failed());
    assertTrue(measured.runs() >= 3);
    assertTrue(measured.leastMillis() <= measured.medianMillis());
    assertTrue(measured.outputError() < 1e-5 && measured.gradientError() < 1e-5);
  }

  @Test
  void wrongOutputsAreNotTimed() {
    Problem problem = problem();
    problem.expectedOutputs().set(7, problem.expectedOutputs().get(7) + 0.01);
    String failed = String.valueOf(measure(problem).failed());
    assertTrue(failed.startsWith("not timed: its outputs differ"), failed);
    assertTrue(failed.endsWith("allowed 1.0e-04"), failed);
  }

  @Test
  void wrongGradientIsNotTimed() {
    Problem problem = problem();
    problem.expectedInputGradient().set(3, problem.expectedInputGradient().get(3) + 0.01);
    String failed = String.valueOf(measure(problem).failed());
    assertTrue(failed.startsWith("not timed: its input's gradient differs"), failed);
  }

  @Test
  void outputsThatAreNoNumbersAreNotTimed() {
    Problem problem = problem();
    float[] outputs = new float[problem.outputGradient().size()];
    outputs[0] = Float.NaN;
    assertTrue(Check.of(problem, new Answer(outputs, null)).fault(1e9).isEmpty() == false);
  }

  @Test
  void unknownCellBecomesAReason() {
    Problem known = problem();
    Case unknown = new Case(Kind.TRAIN, "lstn", known.subject().shape());
    Problem problem =
        new Problem(
            unknown,
            known.parameters(),
            known.input(),
            known.outputGradient(),
            known.expectedOutputs(),
            known.expectedInputGradient());
    String failed = String.valueOf(measure(problem).failed());
    assertTrue(failed.contains("no cell 'lstn'"), failed);
  }

  private static Problem problem() {
    return Problems.of(new Case(Kind.TRAIN, "lstm", new Shape(3, 7, 4, 6)));
  }

  private Measurement measure(Problem problem) {
    Path file = folder.resolve("problem.safetensors");
    problem.write(file);
    assertEquals(problem.subject(), Problem.read(file).subject());
    return WorkerMain.measure(
        new Job(CarouselWorkload.ID, file.toString(), 1, 0.01, 0.01, 1e-4, List.of()));
  }
}
