package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What training leaves out that nobody reads. */
class PassModeTest {
  private static final int[] LENGTHS = {5, 3, 6, 1};

  @Test
  void trainingFindsNoGradientOfTheInputsAndTheSameBitsOfAllOthers() {
    for (boolean isBidirectional : List.of(false, true)) {
      DataShape shape = new DataShape(false, 3, false, 2, Moment.EVERY_STEP);
      NetworkSpec spec = NetworkSpec.of(shape, Cells.lstm()).units(5).layers(2);
      try (Engine engine = Engines.fused(1)) {
        Network network =
            Network.compile(engine, isBidirectional ? spec.bidirectional(true) : spec);
        Chunk chunk = Chunks.random(shape, LENGTHS, 1, 2);
        BoundNetwork bound = network.bind(network.initialParameters(4));
        NetworkPass whole = bound.forward(chunk, Carry.zero());
        NetworkPass training = bound.forwardTraining(chunk, Carry.zero(), 1, 0);
        assertSameBits(whole.backward(null).parameters(), training.backward(null).parameters());
        assertNotNull(whole.layerBackward(0).found().input());
        assertNull(training.layerBackward(0).found().input());
        int second = isBidirectional ? 2 : 1;
        assertNotNull(training.layerBackward(second).found().input());
        whole.release();
        training.release();
      }
    }
  }

  @Test
  void embeddingsAreTrainedByTheGradientOfTheFirstLayersInput() {
    DataShape shape = new DataShape(false, 2, false, 3, Moment.EVERY_STEP, List.of(3, 7));
    try (Engine engine = Engines.fused(1)) {
      Network network = Network.compile(engine, NetworkSpec.of(shape, Cells.lstm()).units(5));
      Chunk chunk = Chunks.random(shape, LENGTHS, 1, 2);
      BoundNetwork bound = network.bind(network.initialParameters(4));
      NetworkPass whole = bound.forward(chunk, Carry.zero());
      NetworkPass training = bound.forwardTraining(chunk, Carry.zero(), 1, 0);
      assertSameBits(whole.backward(null).parameters(), training.backward(null).parameters());
    }
  }

  private static void assertSameBits(NamedTensors expected, NamedTensors found) {
    assertEquals(expected.names(), found.names());
    expected.forEach(
        (name, tensor) ->
            assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), 0, name));
  }
}
