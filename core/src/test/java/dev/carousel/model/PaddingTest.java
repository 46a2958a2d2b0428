package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.dynamics.Dynamics;
import dev.carousel.flow.dynamics.DynamicsSettings;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.steps.AttributionMeter;
import dev.carousel.flow.steps.ContributionMeter;
import dev.carousel.flow.steps.NormRatioMeter;
import dev.carousel.flow.steps.NormRatios;
import dev.carousel.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sequence gives what it gives without padding, wherever its masked steps stand. */
class PaddingTest {
  private static final int LENGTH = 6;
  private static final double EXACT = 1e-12;

  static Stream<Arguments> paddings() {
    return Stream.of("xxxxxx....", "....xxxxxx", "x.xx..xxx.", ".xxx.x.xx.")
        .flatMap(steps -> Stream.of(Moment.values()).map(moment -> Arguments.of(steps, moment)));
  }

  /** A part that is one chunk, whatever is asked for. */
  private record OneChunk(Chunk only) implements Part, Epoch {
    @Override
    public long symbols() {
      return only.predictions();
    }

    @Override
    public Epoch epoch(int batch, int steps, long seed, int epoch) {
      return this;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Chunk chunk(int index) {
      return only;
    }
  }

  private static Network network(Engine engine, Moment moment) {
    DataShape shape = new DataShape(false, 2, false, 1, moment);
    return Network.compile(engine, new NetworkSpec(shape, "lstm", 3, 2, 0, true, 0), Cells.lstm());
  }

  private static Chunk alone(Moment moment) {
    return padded(moment, "x".repeat(LENGTH));
  }

  /** The same steps, some of them further on; what stands between them is not to be read. */
  private static Chunk padded(Moment moment, String steps) {
    float[] inputs = new float[steps.length() * 2];
    float[] targets = new float[moment == Moment.END ? 1 : steps.length()];
    boolean[] mask = new boolean[steps.length()];
    Arrays.fill(inputs, 7);
    Arrays.fill(targets, moment == Moment.END ? 0.5f : 9);
    int read = 0;
    for (int t = 0; t < mask.length; t++) {
      mask[t] = steps.charAt(t) == 'x';
      if (mask[t]) {
        inputs[2 * t] = (float) Math.sin(read);
        inputs[2 * t + 1] = (float) Math.cos(3 * read);
        if (moment == Moment.EVERY_STEP) {
          targets[t] = 0.1f * read;
        }
        read++;
      }
    }
    return new Chunk(
        new Inputs.Values(steps.length(), 1, 2, inputs),
        new Targets.Values(moment, 1, targets),
        mask,
        new boolean[] {true});
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void lossGradientAndCarryAreThoseOfTheSequenceAlone(String steps, Moment moment) {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(1)) {
      for (Engine engine : List.of(reference, fused)) {
        double exact = engine == reference ? EXACT : 1e-6;
        BoundNetwork bound = bind(network(engine, moment));
        NetworkPass expected = bound.forward(alone(moment), Carry.zero());
        NetworkPass found = bound.forward(padded(moment, steps), Carry.zero());
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

  /** Lags are counted in real steps. */
  @ParameterizedTest
  @MethodSource("paddings")
  void gradientFlowIsThatOfTheSequenceAlone(String steps, Moment moment) {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, moment);
      NamedTensors parameters = network.initialParameters(1);
      List<StateFlow> expected = flows(network, parameters, new OneChunk(alone(moment)));
      List<StateFlow> found = flows(network, parameters, new OneChunk(padded(moment, steps)));
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
      Network network = network(engine, moment);
      NamedTensors own = network.initialParameters(1);
      Chunk alone = alone(moment);
      Chunk padded = padded(moment, steps);
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
      List<NormRatios> ratios = NormRatioMeter.measure(network, own, alone, Carry.zero());
      List<NormRatios> again = NormRatioMeter.measure(network, own, padded, Carry.zero());
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
      Network network = network(engine, moment);
      List<LayerDynamics> expected = dynamics(network, new OneChunk(alone(moment)));
      List<LayerDynamics> found = dynamics(network, new OneChunk(padded(moment, steps)));
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
