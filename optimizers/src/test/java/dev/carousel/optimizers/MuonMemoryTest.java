package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Functions;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.Chosen;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Limit;
import dev.carousel.train.MemoryEstimate;
import dev.carousel.train.Optimization;
import dev.carousel.train.ParameterGroup;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingMemory;
import dev.carousel.train.TrainingPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Muon works on copies of a matrix, in doubles: more memory than it keeps. */
class MuonMemoryTest {
  private static final int UNITS = 256;
  private static final int ROWS = 4;
  private static final int STEPS = 50;

  /** Two optimizers, each with arrays of its own. */
  private static final Optimization IN_GROUPS =
      Optimization.PLAIN.withGroup(ParameterGroup.parse("*.Wh:lr=0.01")).withEma(0.9);

  @TempDir Path folder;

  private static Optimizer muon(Optimization around) {
    Chosen<Optimizer> muon = Muon.usual();
    return around.around(muon);
  }

  private static Network network(Engine engine, Dataset data) {
    NetworkSpec spec =
        NetworkSpec.of(
                data.shape(),
                s -> s.next("h", Functions.tanh(s.affine("h", s.input(), s.state("h")))))
            .units(UNITS);
    return Network.compile(engine, spec);
  }

  private Dataset text() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.txt"),
            "all the king's horses ".repeat(20).substring(0, ROWS * STEPS + 1));
    return Text.read(file).split(0);
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    work.run();
    return threads.getThreadAllocatedBytes(id) - before;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUpdateAllocatesWhatIsForetold(boolean isInGroups) throws IOException {
    Optimizer muon = muon(isInGroups ? IN_GROUPS : Optimization.PLAIN);
    try (Engine engine = Engines.scalar(1)) {
      NamedTensors parameters = network(engine, text()).initialParameters(1);
      Map<String, int[]> shapes = new LinkedHashMap<>();
      parameters.forEach((name, p) -> shapes.put(name, p.shape()));
      NamedTensors gradients = parameters.copy();
      muon.update(muon.init(parameters), parameters, gradients, 1);
      OptimizerState state = muon.init(parameters);
      long found = allocated(() -> muon.update(state, parameters, gradients, 1));
      long foretold = muon.scratchBytes(shapes);
      assertTrue(foretold >= 5L * Double.BYTES * UNITS * UNITS, () -> foretold + " bytes");
      assertEquals(1, (double) foretold / found, 0.05, () -> foretold + ", found " + found);
    }
  }

  /** A whole run of one update; see {@code TrainingMemoryTest} in core. */
  @Test
  void aRunAllocatesWhatIsForetold() throws IOException {
    Dataset data = text();
    try (Engine engine = Engines.scalar(1)) {
      TrainingPlan plan =
          TrainingPlan.of(Limit.ofUpdates(1)).batch(ROWS).bptt(STEPS).evaluateEvery(10);
      Network network = network(engine, data);
      Optimizer muon = muon(Optimization.PLAIN);
      MemoryEstimate estimate = new TrainingMemory(network, data, muon, List.of(), plan).estimate();
      Runnable run =
          () ->
              Trainer.builder(network, data)
                  .optimizer(muon)
                  .hooks(List.of())
                  .plan(plan)
                  .build()
                  .run();
      run.run();
      long found = allocated(run);
      long expected = estimate.total() - estimate.data();
      assertEquals(1, (double) expected / found, 0.1, () -> estimate + ", found " + found);
    }
  }
}
