package dev.carousel.flow.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Part;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of states along real data, where it can be known. */
class DynamicsTest {
  private static final int UNITS = 6;

  private static LayerDynamics measure(Engine engine, Cell cell, Sequences task, boolean both) {
    NetworkSpec spec = NetworkSpec.of(task.shape(), cell).units(UNITS).bidirectional(both);
    Network network = Network.compile(engine, spec);
    List<LayerDynamics> found =
        Dynamics.measure(
            network,
            network.initialParameters(1),
            task.data().training(),
            DynamicsSettings.ofSteps(60));
    return found.get(found.size() - 1);
  }

  /** {@code -1 / ln sigmoid(b)}, its half-life, and what is kept after 20 steps. */
  @ParameterizedTest
  @CsvSource({
    "0, 1.44, 1.00, 9.5e-7",
    "1, 3.19, 2.21, 1.9e-3",
    "2, 7.88, 5.46, 0.079",
    "3, 20.6, 14.3, 0.378",
    "5, 148.9, 103.2, 0.874"
  })
  void forgetBiasSetsTheTimeScale(double bias, double steps, double halfLife, double kept) {
    try (Engine engine = Engines.reference()) {
      LayerDynamics layer = measure(engine, Cells.zeroLstm(bias), Sequences.of(61), false);
      assertEquals(1, layer.timeScales().size(), "h has no path without a matrix");
      TimeScales c = layer.timeScales().get(0);
      assertEquals("c", c.state());
      assertEquals(UNITS, c.steps().length);
      for (int unit = 0; unit < UNITS; unit++) {
        assertEquals(steps, c.steps()[unit], 5e-3 * steps);
        assertEquals(halfLife, c.steps()[unit] * Math.log(2), 5e-3 * halfLife);
        assertEquals(kept, Math.pow(c.carry()[unit], 20), 0.06 * kept);
      }
      assertEquals(1, c.shareOfAtLeast(0.99 * steps));
      assertEquals(0, c.shareOfAtLeast(1.01 * steps));
      assertEquals(c.steps()[0], c.longest());
    }
  }

  @Test
  void whatIsNeverLostHasNoEnd() {
    Cell integrator = s -> s.next("h", s.state("h").plus(s.affine("in", s.input())));
    try (Engine engine = Engines.fused(1)) {
      TimeScales c = measure(engine, integrator, Sequences.of(30), false).timeScales().get(0);
      assertEquals(Double.POSITIVE_INFINITY, c.longest());
      assertEquals(1, c.shareOfAtLeast(1e9));
    }
  }

  @Test
  void aNetworkWithoutGatesHasNoTimeScalesOfItsOwn() {
    try (Engine engine = Engines.fused(1)) {
      LayerDynamics layer = measure(engine, Cells.tanhRnn(), Sequences.of(30), false);
      assertEquals(List.of(), layer.timeScales());
      assertEquals(List.of(), layer.gates());
      assertEquals(1, layer.states().size());
    }
  }

  @Test
  void gatesAreCountedOnTheirSides() {
    Cell cell =
        s -> {
          s.state("h");
          var shut = s.constant(-5, 2).sigmoid();
          var half = s.constant(0, 2).sigmoid();
          var open = s.constant(5, 2).sigmoid();
          var gate = shut.concat(half, open);
          s.observe("shut", shut);
          s.observe("half", half);
          s.observe("open", open);
          s.observe("keep", open.oneMinus());
          s.observe("joined", gate);
          s.next("h", s.affine("h", 6, s.input()));
        };
    try (Engine engine = Engines.reference()) {
      List<GateUse> gates = measure(engine, cell, Sequences.of(30), false).gates();
      assertEquals(
          List.of("shut", "half", "open", "keep"), gates.stream().map(GateUse::gate).toList());
      assertEquals(1, gates.get(0).left()[0]);
      assertEquals(0, gates.get(0).right()[0]);
      assertEquals(0.5, gates.get(1).mean()[1]);
      assertEquals(0, gates.get(1).saturated());
      assertEquals(1, gates.get(2).right()[1]);
      assertEquals(1, gates.get(2).saturated());
      assertEquals(1, gates.get(3).left()[1]);
    }
  }

  @Test
  void deadUnitsAndDriftAreSeen() {
    Cell cell =
        s -> {
          var sum = s.state("h").slice(0, 3).plus(s.constant(1, 3));
          s.next("h", sum.concat(s.constant(0.5, 3)));
        };
    try (Engine engine = Engines.fused(1)) {
      StateUse h = measure(engine, cell, Sequences.of(60), false).states().get(0);
      assertEquals(3, h.deadUnits());
      assertEquals(1, h.right()[0]);
      assertEquals(0, h.right()[5]);
      assertEquals(0, h.left()[0]);
      assertEquals(Math.sqrt(3 + 0.75), h.norms()[0], 1e-6);
      assertTrue(h.drift() > 0.02, () -> "drift " + h.drift());
    }
  }

  /** The k-th power of a scaled rotation stretches every direction alike. */
  @Test
  void singularValuesOfProducts() {
    try (Engine engine = Engines.reference()) {
      LayerDynamics layer =
          measure(engine, Cells.linear(Initializers.orthogonal(0.9)), Sequences.of(60), true);
      assertEquals("layer0-reverse", layer.name());
      assertEquals(
          List.of(1, 2, 5, 10, 20, 50),
          layer.jacobians().stream().map(JacobianSpectrum::lag).toList());
      for (JacobianSpectrum spectrum : layer.jacobians()) {
        for (double value : spectrum.singularValues()) {
          double expected = Math.pow(0.9, spectrum.lag());
          assertEquals(expected, value, 1e-12 * expected);
        }
      }
      assertEquals(Math.log(0.9), lyapunov(layer).exponents()[0], 1e-12);
    }
  }

  private static Lyapunov lyapunov(LayerDynamics layer) {
    return Objects.requireNonNull(layer.lyapunov());
  }

  @Test
  void shortSequencesHaveNoExponents() {
    try (Engine engine = Engines.fused(1)) {
      LayerDynamics layer =
          measure(engine, Cells.lstm(), new Sequences(Moment.END, 5, 20, 1), false);
      assertNull(layer.lyapunov());
    }
  }

  @Test
  void enginesAgree() {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(2)) {
      LayerDynamics truth = measure(reference, Cells.lstm(), Sequences.of(60), true);
      LayerDynamics found = measure(fused, Cells.lstm(), Sequences.of(60), true);
      for (int i = 0; i < 8; i++) {
        assertEquals(lyapunov(truth).exponents()[i], lyapunov(found).exponents()[i], 1e-4);
      }
      double[] expected = truth.jacobians().get(2).singularValues();
      double[] values = found.jacobians().get(2).singularValues();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], values[i], 1e-5 * expected[0]);
      }
      assertEquals(truth.timeScales().get(0).longest(), found.timeScales().get(0).longest(), 1e-3);
    }
  }

  @Test
  void anEmptyPartIsRefused() {
    try (Engine engine = Engines.reference()) {
      Network network =
          Network.compile(engine, NetworkSpec.of(Sequences.of(4).shape(), Cells.lstm()).units(2));
      NamedTensors parameters = network.initialParameters(1);
      DynamicsSettings settings = DynamicsSettings.ofSteps(4);
      Refusal.of(
          () -> Dynamics.measure(network, parameters, Part.empty(), settings),
          "no data",
          "--valid");
    }
    Refusal.of(() -> DynamicsSettings.ofSteps(0), "steps", "at least 1", "0");
  }
}
