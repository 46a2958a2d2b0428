package dev.carousel.flow.steps;

import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Part;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.flow.internal.StepNorms;
import dev.carousel.flow.internal.Without;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.norms.StateKey;
import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientPath;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gradient's paths, told apart. */
class PathsTest {
  private static final int STEPS = 61;
  private static final int UNITS = 5;
  private static final double EXACT = 1e-12;

  private static Network network(Engine engine, Cell cell, int layers) {
    Sequences task = Sequences.of(STEPS);
    return Network.compile(engine, NetworkSpec.of(task.shape(), cell).units(UNITS).layers(layers));
  }

  private static Part part() {
    return Sequences.of(STEPS).data().training();
  }

  private static List<StateFlow> states(Engine engine, Cell cell, int lag) {
    Network network = network(engine, cell, 1);
    return GradientFlow.measure(
            network, network.initialParameters(1), part(), FlowSettings.ofLag(lag))
        .layers()
        .get(0)
        .states();
  }

  /** Without weights all of c's gradient rides on the carousel, and none of h's. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 3, 5})
  void theCarouselOfAnLstmIsTheProductOfItsForgetGates(double bias) {
    double gate = 1 / (1 + Math.exp(-bias));
    try (Engine engine = Engines.reference()) {
      List<StateFlow> states = states(engine, Cells.zeroLstm(bias), 50);
      StateFlow c = states.get(1);
      assertEquals("c", c.state());
      for (int lag = 0; lag <= 50; lag++) {
        double expected = Math.pow(gate, lag);
        assertEquals(expected, c.carousel()[lag], EXACT * expected, "lag " + lag);
        assertEquals(1, c.carouselShare()[lag], EXACT, "lag " + lag);
      }
      assertEquals(0, states.get(0).carousel()[1], "h has no way but through matrices");
    }
  }

  private static final Cell OBSERVED =
      s -> {
        Expr x = s.input();
        Expr h = s.state("h");
        Expr f = sigmoid(s.affine("f", x, h));
        Expr in = sigmoid(s.affine("i", x, h)).times(tanh(s.affine("g", x, h)));
        Expr c = f.times(s.state("c")).plus(in);
        s.next("c", c);
        s.next("h", sigmoid(s.affine("o", x, h)).times(tanh(c)));
        s.observe("forget", f);
      };

  /**
   * With weights: the injected gradient times the forget gates on the way, and not all there is.
   */
  @Test
  void theCarouselIsTheProductOfTheGatesAsTheyWere() {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, OBSERVED, 1);
      NamedTensors parameters = network.initialParameters(1);
      StateFlow c =
          GradientFlow.measure(network, parameters, part(), new FlowSettings(20, 1, 1, 1))
              .layers()
              .get(0)
              .states()
              .get(1);
      assertEquals("c", c.state());
      Chunk chunk = part().epoch(1, 21, 1, 0).chunk(0);
      NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
      double[] carried = new double[UNITS];
      pass.backward(
          pass.lossGradients(),
          gradient -> {
            if (gradient.state().equals("c") && gradient.time() == STEPS - 1) {
              Arrays.setAll(carried, unit -> gradient.get(0, unit));
            }
          });
      Tensor forget = pass.layer(0).observed("forget");
      double start = norm(carried);
      for (int lag = 0; lag <= 20; lag++) {
        double expected = norm(carried) / start;
        assertEquals(expected, c.carousel()[lag], EXACT * expected, "lag " + lag);
        int from = (STEPS - 1 - lag) * UNITS;
        Arrays.setAll(carried, unit -> carried[unit] * forget.get(from + unit));
      }
      double share = c.carouselShare()[20];
      assertTrue(Math.abs(share - 1) > 0.01, () -> "share " + share);
    }
  }

  private static double norm(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
  }

  @Test
  void aNetworkWithoutGatesHasNoCarousel() {
    try (Engine engine = Engines.fused(2)) {
      StateFlow h = states(engine, Cells.tanhRnn(), 10).get(0);
      assertEquals(1, h.carousel()[0], 1e-6);
      for (int lag = 1; lag <= 10; lag++) {
        assertEquals(0, h.carousel()[lag]);
        assertEquals(0, h.carouselShare()[lag]);
        assertTrue(h.gradient()[lag] > 0);
      }
    }
  }

  /**
   * The top layer is given its gradient at the end alone: 50 steps before it nothing comes from
   * above, and all of what is there came back through time. In the layer below, fresh error comes
   * from above at every step.
   */
  @Test
  void directIsZeroWhereTotalIsNot() {
    try (Engine engine = Engines.fused(2)) {
      Network network = network(engine, Cells.linear(Initializers.orthogonal(0.99)), 2).apart();
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = part().epoch(4, STEPS, 1, 0).chunk(0);
      NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
      List<StepFlow> flows = StepFlows.measure(network, pass, chunk, pass.lossGradients());
      StepFlow lower = flows.get(0);
      StepFlow upper = flows.get(1);
      int step = STEPS - 1 - 50;
      assertEquals(0, upper.direct()[step]);
      assertTrue(upper.total()[step] > 0.1 * upper.total()[STEPS - 1]);
      assertEquals(upper.total()[STEPS - 1], upper.direct()[STEPS - 1]);
      assertTrue(lower.direct()[step] > 0);
      assertTrue(lower.total()[step] > 1.5 * lower.direct()[step]);
    }
  }

  @Test
  void measuringStepsIsOfTheOrdinaryLoss() {
    try (Engine engine = Engines.fused(2)) {
      Network network = network(engine, Cells.lstm(), 1);
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = part().epoch(4, STEPS, 1, 0).chunk(0);
      List<StepFlow> flows = StepFlows.measure(network, parameters, chunk, Carry.zero());
      StepNorms norms = new StepNorms(StateKey.all(network), STEPS, 4);
      NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
      pass.backward(norms);
      StepFlow h = flows.get(0);
      double[] own = norms.of(h.state());
      double sum = 0;
      for (int row = 0; row < 4; row++) {
        double norm = own[(STEPS - 1) * 4 + row];
        sum += norm * norm / 4;
      }
      assertEquals(Math.sqrt(sum), h.total()[STEPS - 1], 1e-6 * h.total()[STEPS - 1]);
    }
  }

  @Test
  void withoutRecurrencePathsNothingIsLeftOfThePast() {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, Cells.lstm(), 1).apart();
      Chunk chunk = part().epoch(4, STEPS, 1, 0).chunk(0);
      NetworkPass pass = network.bind(network.initialParameters(1)).forward(chunk, Carry.zero());
      StepNorms norms = new StepNorms(StateKey.all(network), STEPS, 4);
      pass.backward(
          pass.lossGradients(), new Without(GradientPath.RECURRENT, layer -> true, norms));
      double[] h = norms.of(new StateKey("layer0", "h"));
      assertArrayEquals(new double[4 * (STEPS - 1)], Arrays.copyOf(h, 4 * (STEPS - 1)));
      assertTrue(h[4 * (STEPS - 1)] > 0);
    }
  }
}
