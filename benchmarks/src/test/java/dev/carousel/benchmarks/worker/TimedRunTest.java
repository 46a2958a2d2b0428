package dev.carousel.benchmarks.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.runs.RunMaker;
import dev.carousel.benchmarks.runs.RunProblem;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedRunTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void runWithTheKnownLossesIsTimed() {
    Measurement measured = measure(problem());
    assertNull(measured.failed());
    assertTrue(measured.runs() >= 1);
    assertTrue(measured.leastMillis() <= measured.medianMillis());
    assertTrue(measured.outputError() < 1e-6, () -> "error " + measured.outputError());
    assertTrue(String.valueOf(measured.version()).startsWith("carousel, "));
  }

  @Test
  void runWithOtherLossesIsNotTimed() {
    RunProblem problem = problem();
    problem.losses().set(5, problem.losses().get(5) * 1.01);
    assertEquals(
        "not timed: a loss differs from that of the first updates by 9.9e-03, allowed 1.0e-03",
        measure(problem).failed());
  }

  private RunProblem problem() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      return new RunMaker(Plugins.of(found), folder, 1)
          .make(new Case(Kind.TABLE, "lstm", new Shape(4, 6, 2, 3)));
    }
  }

  private Measurement measure(RunProblem problem) {
    Path file = folder.resolve("run.safetensors");
    problem.write(file);
    return WorkerMain.measure(
        new Job(CarouselWorkload.ID, file.toString(), 1, 0.01, 0.01, 1e-3, List.of()));
  }
}
