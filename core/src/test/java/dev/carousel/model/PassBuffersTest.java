package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pass finds the same bits whatever stood in its buffers before. */
class PassBuffersTest {
  enum Kind {
    BOTH_WAYS,
    MIXED,
    EMBEDDED,
    DROPPED;

    NetworkSpec spec() {
      return switch (this) {
        case BOTH_WAYS -> spec(new DataShape(false, 3, false, 2, Moment.END)).bidirectional(true);
        case MIXED -> spec(new DataShape(false, 3, true, 2, Moment.END, List.of(4, 5)));
        case EMBEDDED ->
            spec(new DataShape(true, 6, true, 6, Moment.EVERY_STEP)).embedding(4).tied(true);
        case DROPPED ->
            spec(new DataShape(true, 6, true, 6, Moment.EVERY_STEP))
                .dropout(0.3)
                .dropouts(DropoutKinds.NONE.input(0.2).zoneout(0.1).weights(0.2));
      };
    }

    private static NetworkSpec spec(DataShape shape) {
      return NetworkSpec.of(shape, Cells.lstm()).units(4).layers(2);
    }
  }

  private static NamedTensors gradients(NetworkPass pass) {
    return pass.backward(null).parameters().copy();
  }

  private static NetworkPass forward(BoundNetwork bound, Chunk chunk) {
    return bound.forwardTraining(chunk, Carry.zero(), 1, 2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPassFindsTheSameAfterAnother(Kind kind) {
    try (Engine engine = Engines.fused(2)) {
      Network network = Network.compile(engine, kind.spec());
      DataShape shape = network.spec().data();
      Chunk chunk = Chunks.random(shape, new int[] {5, 2, 4}, 1, 2);
      Chunk other = Chunks.random(shape, new int[] {1, 5, 3}, 3, 4);
      NamedTensors parameters = network.initialParameters(1);
      NamedTensors expected = gradients(forward(network.bind(parameters), chunk));
      BoundNetwork bound = network.bind(parameters);
      for (int i = 0; i < 2; i++) {
        NetworkPass between = forward(bound, other);
        NetworkPass pass = forward(bound, chunk);
        gradients(between);
        assertSameBits(expected, gradients(pass));
        between.release();
        pass.release();
      }
    }
  }

  private static void assertSameBits(NamedTensors expected, NamedTensors found) {
    expected.forEach(
        (name, tensor) -> assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), name));
  }

  @Test
  void theSameShapesAreTakenAgain() {
    FreeBuffers free = new FreeBuffers(Precision.FLOAT64);
    PassBuffers first = free.borrow(3, 2);
    assertNotSame(first, free.borrow(3, 2), "one belongs to a pass");
    Tensor small = first.tensor(1, 2);
    first.zeros(3, 2).fill(7);
    free.giveBack(first);
    assertNotSame(first, free.borrow(2, 2));
    PassBuffers again = free.borrow(3, 2);
    assertSame(first, again);
    assertSame(small, again.tensor(1, 2));
    assertEquals(0, again.zeros(3, 2).get(5));
    again.rewind(1);
    assertNotSame(small, again.tensor(6, 1), "of another shape");
    assertSame(again.ids(4), again.ids(4));
    assertEquals(5, again.ids(5).length);
  }
}
