package dev.carousel.flow.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.lstm.Lstm;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.HeapBudget;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import org.junit.jupiter.api.Test;

class LaboratoryTest {
  private static final int LAG = 5;

  private static LabReport measure(FlowMeter meter) {
    Sequences task = Sequences.of(LAG + 1);
    try (Engine engine = Engines.scalar(1)) {
      Network network =
          Network.compile(engine, NetworkSpec.of(task.shape(), Cells.lstm()).units(3));
      return Laboratory.measure(
          network,
          network.initialParameters(1),
          task.data().training(),
          FlowSettings.ofLag(LAG),
          meter);
    }
  }

  @Test
  void anInterruptedThreadStopsMeasuringAndStaysInterrupted() {
    FlowMeter interrupted =
        (network, parameters, part, settings) -> {
          Thread.currentThread().interrupt();
          return GradientFlow.measure(network, parameters, part, settings);
        };
    Refusal.of(() -> measure(interrupted), "The measurement was interrupted.", "measure again");
    assertTrue(Thread.interrupted(), "the sign is still set");
    measure(GradientFlow::measure);
  }

  /** In a heap of 350 MiB it did run out of memory. */
  @Test
  void whatCannotFitIsToldWhatToLower() {
    DataShape letters = new DataShape(true, 26, true, 26, Moment.EVERY_STEP);
    try (Engine engine = Engines.scalar(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(letters, Lstm.cell()).units(128));
      LaboratoryMemory memory = new LaboratoryMemory(network, FlowSettings.ofLag(200));
      Refusal.of(
          () -> memory.requireFits(new HeapBudget(350L << 20)),
          "The measurements do not fit into memory.",
          "expected: at most 302 MiB of the heap's 350 MiB",
          "found:    about ",
          " for a lag of 200 and 1 x lstm of 128 units",
          "--lag 50",
          "--units 64",
          "or a larger heap: CAROUSEL_OPTS=-Xmx1g");
      memory.requireFits(new HeapBudget(1L << 30));
    }
  }
}
