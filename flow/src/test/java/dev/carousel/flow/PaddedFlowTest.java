package dev.carousel.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Part;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Padded;
import dev.carousel.fixture.Padded.OneChunk;
import dev.carousel.flow.dynamics.Dynamics;
import dev.carousel.flow.dynamics.DynamicsSettings;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.steps.AttributionMeter;
import dev.carousel.flow.steps.ContributionMeter;
import dev.carousel.flow.steps.NormMeter;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.norms.NormRatios;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured of a sequence does not depend on padding, wherever its masked steps stand. */
class PaddedFlowTest {
  private static final double EXACT = 1e-12;

  static Stream<Arguments> paddings() {
    return Stream.of(Padded.PLACES)
        .flatMap(steps -> Stream.of(Moment.values()).map(moment -> Arguments.of(steps, moment)));
  }

  /** Lags are counted in real steps. */
  @ParameterizedTest
  @MethodSource("paddings")
  void gradientFlowIsThatOfTheSequenceAlone(String steps, Moment moment) {
    try (Engine engine = Engines.reference()) {
      Network network = Padded.network(engine, moment);
      NamedTensors parameters = network.initialParameters(1);
      List<StateFlow> expected = flows(network, parameters, new OneChunk(Padded.alone(moment)));
      List<StateFlow> found =
          flows(network, parameters, new OneChunk(Padded.padded(moment, steps)));
      assertEquals(8, found.size()); // h and c of two layers in two directions
      for (int i = 0; i < found.size(); i++) {
        assertArrayEquals(expected.get(i).gradient(), found.get(i).gradient(), EXACT);
        assertArrayEquals(expected.get(i).carousel(), found.get(i).carousel(), EXACT);
        assertEquals(1, found.get(i).samples());
        assertEquals(1, found.get(i).gradient()[0], EXACT);
      }
    }
  }

  private static List<StateFlow> flows(Network network, NamedTensors parameters, Part part) {
    return GradientFlow.measure(network, parameters, part, new FlowSettings(5, 1, 1, 1))
        .layers()
        .stream()
        .flatMap(layer -> layer.states().stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void attributionContributionsAndNormsAreThoseOfTheSequenceAlone(String steps, Moment moment) {
    try (Engine engine = Engines.reference()) {
      Network network = Padded.network(engine, moment);
      NamedTensors own = network.initialParameters(1);
      Chunk alone = Padded.alone(moment);
      Chunk padded = Padded.padded(moment, steps);
      assertArrayEquals(
          AttributionMeter.measure(network, own, alone, Carry.zero(), 5).gradient(),
          AttributionMeter.measure(network, own, padded, Carry.zero(), 5).gradient(),
          EXACT);
      var expected = ContributionMeter.measure(network, own, alone, Carry.zero());
      var found = ContributionMeter.measure(network, own, padded, Carry.zero());
      for (int i = 0; i < expected.size(); i++) {
        double[] norms = found.get(i).norms();
        double[] real =
            Arrays.stream(padded.realSteps(0)).mapToDouble(step -> norms[step]).toArray();
        assertArrayEquals(expected.get(i).norms(), real, EXACT, expected.get(i).parameter());
        assertEquals(Arrays.stream(real).sum(), Arrays.stream(norms).sum(), EXACT);
      }
      List<NormRatios> ratios = NormMeter.measure(network, own, alone, Carry.zero());
      List<NormRatios> again = NormMeter.measure(network, own, padded, Carry.zero());
      for (int i = 0; i < ratios.size(); i++) {
        assertEquals(ratios.get(i).mean(), again.get(i).mean(), EXACT);
        assertEquals(ratios.get(i).penalty(), again.get(i).penalty(), EXACT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void dynamicsAreThoseOfTheSequenceAlone(String steps, Moment moment) {
    try (Engine engine = Engines.reference()) {
      Network network = Padded.network(engine, moment);
      List<LayerDynamics> expected = dynamics(network, new OneChunk(Padded.alone(moment)));
      List<LayerDynamics> found = dynamics(network, new OneChunk(Padded.padded(moment, steps)));
      for (int i = 0; i < expected.size(); i++) {
        LayerDynamics layer = expected.get(i);
        for (int k = 0; k < layer.jacobians().size(); k++) {
          assertArrayEquals(
              layer.jacobians().get(k).singularValues(),
              found.get(i).jacobians().get(k).singularValues(),
              EXACT);
        }
        assertEquals(layer.jacobians().size(), found.get(i).jacobians().size());
        for (int k = 0; k < layer.timeScales().size(); k++) {
          assertArrayEquals(
              layer.timeScales().get(k).carry(), found.get(i).timeScales().get(k).carry(), EXACT);
        }
      }
    }
  }

  private static List<LayerDynamics> dynamics(Network network, Part part) {
    return Dynamics.measure(
        network, network.initialParameters(1), part, DynamicsSettings.ofSteps(10));
  }
}
