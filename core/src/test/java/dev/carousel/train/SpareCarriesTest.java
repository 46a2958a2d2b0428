package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a pass or a later try still reads is not overwritten, and three sets of tensors suffice. */
class SpareCarriesTest {
  private static final DataShape SHAPE = new DataShape(false, 2, false, 1, Moment.EVERY_STEP);

  @Test
  void statesThatAreStillReadStayAsTheyAre() {
    try (Engine engine = Engines.fused(1)) {
      Network network =
          Network.compile(engine, NetworkSpec.of(SHAPE, Cells.lstm()).units(3).layers(2));
      BoundNetwork bound = network.bind(network.initialParameters(1));
      SpareCarries carries = new SpareCarries();
      Set<Carry> made = Collections.newSetFromMap(new IdentityHashMap<>());
      Carry begin = Carry.zero();
      for (int update = 0; update < 3; update++) {
        Carry kept = begin.copy();
        Carry before = begin;
        for (int i = 0; i < 4; i++) {
          Chunk chunk = Chunks.random(SHAPE, 4, 2, 10L * update + i);
          Carry given = before.copy();
          NetworkPass pass = bound.forward(chunk, before);
          Carry after = carries.after(pass, begin, before);
          assertSame(pass.carry(), after);
          assertSame(given, before);
          assertSame(kept, begin);
          pass.release();
          made.add(after);
          before = after;
        }
        begin = before;
      }
      assertEquals(3, made.size(), "sets of tensors");
    }
  }

  private static void assertSame(Carry expected, Carry found) {
    assertEquals(expected.flat().names(), found.flat().names());
    expected
        .flat()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.toDoubles(), found.flat().get(name).toDoubles(), name));
  }
}
