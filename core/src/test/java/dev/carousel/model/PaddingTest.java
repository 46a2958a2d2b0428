package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Padded;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sequence gives what it gives without padding, wherever its masked steps stand. */
class PaddingTest {
  private static final double EXACT = 1e-12;

  static Stream<Arguments> paddings() {
    return Stream.of(Padded.PLACES)
        .flatMap(steps -> Stream.of(Moment.values()).map(moment -> Arguments.of(steps, moment)));
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void lossGradientAndCarryAreThoseOfTheSequenceAlone(String steps, Moment moment) {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(1)) {
      for (Engine engine : List.of(reference, fused)) {
        double exact = engine == reference ? EXACT : 1e-6;
        BoundNetwork bound = bind(Padded.network(engine, moment));
        NetworkPass expected = bound.forward(Padded.alone(moment), Carry.zero());
        NetworkPass found = bound.forward(Padded.padded(moment, steps), Carry.zero());
        assertEquals(expected.loss().mean(), found.loss().mean(), exact);
        assertEquals(expected.loss().predictions(), found.loss().predictions());
        assertClose(expected.carry().flat(), found.carry().flat(), exact);
        assertClose(expected.backward(null).parameters(), found.backward(null).parameters(), exact);
      }
    }
  }

  private static BoundNetwork bind(Network network) {
    return network.bind(network.initialParameters(1));
  }

  private static void assertClose(NamedTensors expected, NamedTensors found, double exact) {
    assertEquals(expected.names(), found.names());
    expected.forEach(
        (name, tensor) ->
            assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), exact, name));
  }
}
