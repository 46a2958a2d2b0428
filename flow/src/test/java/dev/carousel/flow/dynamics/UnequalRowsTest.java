package dev.carousel.flow.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of different lengths count as if each were measured alone, up to its own end. */
class UnequalRowsTest {
  private static final int UNITS = 5;
  private static final int ROWS = 6;
  private static final int LONGEST = 30;
  private static final double TINY = 1e-12;
  private static final Sequences TASK = new Sequences(Moment.END, 3, LONGEST, 1);
  private static final DynamicsSettings SETTINGS =
      new DynamicsSettings(LONGEST, ROWS, new LyapunovSettings(2 * UNITS, 1, 1, 1), 1);

  /** An LSTM with a gate to be seen, of two states. */
  private static Cell gated() {
    return s -> {
      Cells.lstm().step(s);
      s.observe("gate", s.affine("seen", s.input(), s.state("h")).sigmoid());
    };
  }

  /** A layer measured with all rows together, and each row's recording alone. */
  private record Measured(
      LayerDynamics together,
      List<LayerRecording> alone,
      Function<Inputs, LayerRecording> recorder,
      Chunk chunk) {

    /** The mean over rows, each with as many steps as it has. */
    double[] mean(Function<LayerRecording, double[]> figure) {
      double[] mean = new double[UNITS];
      int steps = alone.stream().mapToInt(LayerRecording::steps).sum();
      for (LayerRecording row : alone) {
        double[] own = figure.apply(row);
        for (int unit = 0; unit < UNITS; unit++) {
          mean[unit] += own[unit] * row.steps() / steps;
        }
      }
      return mean;
    }
  }

  private static List<Measured> measure(Engine engine, int layers, boolean isBidirectional) {
    Part part = TASK.data().training();
    NetworkSpec spec =
        NetworkSpec.of(TASK.shape(), gated())
            .units(UNITS)
            .layers(layers)
            .bidirectional(isBidirectional);
    Network network = Network.compile(engine, spec);
    NamedTensors parameters = network.initialParameters(1);
    List<LayerDynamics> together = Dynamics.measure(network, parameters, part, SETTINGS);
    Chunk chunk = part.epoch(ROWS, LONGEST, 1, 0).chunk(0);
    NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
    List<Measured> found = new ArrayList<>();
    for (int i = 0; i < together.size(); i++) {
      Layer layer = network.recurrentLayers().get(i);
      Inputs input = pass.layerInput(i);
      Function<Inputs, LayerRecording> recorder =
          read -> LayerRecording.of(layer.program(), layer.own(parameters), read);
      List<LayerRecording> alone = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        int only = row;
        Inputs own = input.part(0, chunk.length(row), 1, any -> only);
        alone.add(
            recorder.apply(
                layer.reverse()
                    ? own.gather(own.steps(), 1, step -> own.steps() - 1 - step)
                    : own));
      }
      found.add(new Measured(together.get(i), alone, recorder, chunk));
    }
    pass.release();
    return found;
  }

  @Test
  void theRowsAreOfDifferentLengths() {
    try (Engine engine = Engines.reference()) {
      Chunk chunk = measure(engine, 1, false).get(0).chunk();
      assertEquals(ROWS, chunk.rows());
      long different = IntStream.range(0, ROWS).map(chunk::length).distinct().count();
      assertTrue(different >= 4, () -> different + " lengths");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gatesStatesAndTimeScalesAreThoseOfRowsAlone(boolean isBidirectional) {
    try (Engine engine = Engines.reference()) {
      for (Measured layer : measure(engine, 2, isBidirectional)) {
        GateUse gate = layer.together().gates().get(0);
        assertArrayEquals(layer.mean(r -> UseMeter.gates(r).get(0).mean()), gate.mean(), TINY);
        assertArrayEquals(layer.mean(r -> UseMeter.gates(r).get(0).left()), gate.left(), TINY);
        assertArrayEquals(layer.mean(r -> UseMeter.gates(r).get(0).right()), gate.right(), TINY);
        double[] logs =
            layer.mean(
                r -> Arrays.stream(UseMeter.timeScales(r).get(0).carry()).map(Math::log).toArray());
        assertArrayEquals(
            Arrays.stream(logs).map(Math::exp).toArray(),
            layer.together().timeScales().get(0).carry(),
            TINY);
        for (int state = 0; state < 2; state++) {
          states(layer, state);
        }
      }
    }
  }

  private static void states(Measured layer, int at) {
    StateUse use = layer.together().states().get(at);
    assertArrayEquals(layer.mean(r -> UseMeter.states(r).get(at).left()), use.left(), TINY);
    assertArrayEquals(layer.mean(r -> UseMeter.states(r).get(at).right()), use.right(), TINY);
    List<double[]> norms =
        layer.alone().stream().map(r -> UseMeter.states(r).get(at).norms()).toList();
    int longest = norms.stream().mapToInt(n -> n.length).max().orElse(0);
    assertEquals(longest, use.norms().length);
    for (int step = 0; step < longest; step++) {
      int now = step;
      double mean =
          norms.stream().filter(n -> n.length > now).mapToDouble(n -> n[now]).average().orElse(0);
      assertEquals(mean, use.norms()[step], TINY, "step " + step);
    }
    for (int unit = 0; unit < UNITS; unit++) {
      int own = unit;
      var values =
          layer.alone().stream()
              .flatMapToDouble(
                  r -> {
                    double[] all = r.after(use.state()).toDoubles();
                    return IntStream.range(0, r.steps()).mapToDouble(t -> all[t * UNITS + own]);
                  })
              .summaryStatistics();
      assertEquals(values.getMax() - values.getMin(), use.range()[unit], TINY);
    }
  }

  /**
   * Products of Jacobian matrices are over the steps that all rows have. The sum of all exponents
   * is the mean of ln |det J|, whatever directions it starts from, so that rows alone give it too.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jacobianMatricesAreOfTheCommonSteps(boolean isBidirectional) {
    try (Engine engine = Engines.reference()) {
      for (Measured layer : measure(engine, 1, isBidirectional)) {
        int shortest = layer.alone().stream().mapToInt(LayerRecording::steps).min().orElse(0);
        Lyapunov together = Objects.requireNonNull(layer.together().lyapunov());
        assertEquals(shortest - 1, together.steps());
        assertEquals(ROWS, together.sequences());
        double mean = 0;
        for (LayerRecording row : layer.alone()) {
          Inputs common = row.input().part(0, shortest, 1, any -> 0);
          Lyapunov own = LyapunovMeter.measure(layer.recorder().apply(common), SETTINGS.lyapunov());
          mean += Arrays.stream(own.exponents()).sum() / ROWS;
        }
        assertEquals(mean, Arrays.stream(together.exponents()).sum(), 1e-9);
        assertTrue(layer.together().jacobians().stream().allMatch(j -> j.lag() <= shortest));
      }
    }
  }
}
