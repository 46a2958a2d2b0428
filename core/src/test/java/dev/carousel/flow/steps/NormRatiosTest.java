package dev.carousel.flow.steps;

import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.spi.NormPreservation;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How steps preserve the norm of errors, and the regularizer that is made of it. */
class NormRatiosTest {
  private static final int UNITS = 5;
  private static final int STEPS = 9;
  private static final DataShape SHAPE = new DataShape(false, 3, false, 2, Moment.EVERY_STEP);

  private static Network network(Engine engine, Cell cell, int layers, boolean both) {
    return Network.compile(engine, new NetworkSpec(SHAPE, "test", UNITS, layers, 0, both, 0), cell);
  }

  private static Chunk chunk(int... lengths) {
    return Chunks.random(SHAPE, lengths, 3, 4);
  }

  /** Of an orthogonal matrix times a number every step keeps that number, whatever the error. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.5})
  void aLinearNetworkKeepsItsGain(double gain) {
    try (Engine engine = Engines.reference()) {
      Cell cell = Cells.linear(Initializers.orthogonal(gain));
      Network network = network(engine, cell, 2, true);
      List<NormRatios> found =
          NormRatioMeter.measure(
              network, network.initialParameters(1), chunk(STEPS, 4, 1), Carry.zero());
      assertEquals(4, found.size());
      for (NormRatios ratios : found) {
        for (double ratio : ratios.byStep()) {
          assertEquals(gain, ratio, 1e-12, ratios.layer());
        }
        assertEquals(gain, ratios.mean(), 1e-12);
        assertEquals((gain - 1) * (gain - 1), ratios.penalty(), 1e-12);
      }
    }
  }

  @Test
  void stepsWithoutAnErrorHaveNoRatio() {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, Cells.forgetful(), 1, false);
      NamedTensors parameters = network.initialParameters(1);
      parameters.under("head/").forEach((name, tensor) -> tensor.fill(0));
      NormRatios found = NormRatioMeter.measure(network, parameters, chunk(3), Carry.zero()).get(0);
      for (double ratio : found.byStep()) {
        assertTrue(Double.isNaN(ratio));
      }
      assertEquals(0, found.penalty(), 0);
    }
  }

  /** A run, and what its steps would send back with other recurrent matrices. */
  private interface Freezing {
    FrozenSteps of(NetworkPass pass, Chunk chunk, RestOfRun errors);
  }

  private static void holds(Cell cell, Freezing freezing, String... recurrent) {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, cell, 1, false);
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = chunk(STEPS, 2, 6);
      NormRatioMeter meter = new NormRatioMeter(network);
      GradientHistory errors = meter.errors(chunk);
      NetworkPass pass = network.apart().bind(parameters).forward(chunk, Carry.zero());
      pass.backward(errors);
      NormPreservation found = meter.preservation(parameters, pass, chunk, errors);
      FrozenSteps frozen =
          freezing.of(pass, chunk, new RestOfRun(network, parameters, pass, chunk));
      assertEquals(frozen.penalty(parameters), found.penalty(), 1e-12);
      List<String> names = List.of(recurrent);
      found
          .gradients()
          .forEach(
              (name, gradient) -> {
                for (int i = 0; i < gradient.size(); i++) {
                  double slope = names.contains(name) ? frozen.slope(parameters, name, i) : 0;
                  assertEquals(slope, gradient.get(i), 1e-8, name + " " + i);
                }
              });
      names.forEach(name -> assertTrue(norm(found.gradients().get(name)) > 1e-3, name));
    }
  }

  private static double norm(Tensor tensor) {
    return Math.sqrt(tensor.sumOfSquares());
  }

  @Test
  void theGradientOfAVanillaNetworksPenaltyIsThatOfItsMatrixAlone() {
    holds(Cells.tanhRnn(), FrozenRnn::new, "layer0/h.Wh");
  }

  @Test
  void theGradientOfAnLstmsPenaltyIsThatOfItsRecurrentMatricesAlone() {
    holds(
        NormRatiosTest::lstm,
        FrozenLstm::new,
        "layer0/f.Wh",
        "layer0/i.Wh",
        "layer0/g.Wh",
        "layer0/o.Wh");
  }

  @Test
  void theGradientOfAPenaltyThroughANewStateIsThatOfItsRecurrentMatricesAlone() {
    holds(
        Cells.chained(),
        FrozenChain::new,
        "layer0/slow.Wy",
        "layer0/fast.Wy",
        "layer0/z.Wy",
        "layer0/y.Wz");
  }

  @Test
  void aPassThatDidNotShowPathsApartIsRefused() {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, Cells.lstm(), 1, false);
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = chunk(STEPS);
      NormRatioMeter meter = new NormRatioMeter(network);
      GradientHistory errors = meter.errors(chunk);
      NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
      pass.backward(errors);
      assertThrows(
          IllegalStateException.class, () -> meter.preservation(parameters, pass, chunk, errors));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void theFusedEngineGivesTheSame(int layers, boolean both) {
    try (Engine reference = Engines.reference();
        Engine fused = Engines.fused(2)) {
      Network truth = network(reference, Cells.lstm(), layers, both);
      Network fast = truth.on(fused);
      NamedTensors expected = preservation(truth).gradients();
      NamedTensors found = preservation(fast).gradients();
      expected.forEach(
          (name, tensor) -> {
            for (int i = 0; i < tensor.size(); i++) {
              assertEquals(tensor.get(i), found.get(name).get(i), 2e-5, name);
            }
          });
      assertEquals(preservation(truth).penalty(), preservation(fast).penalty(), 1e-5);
    }
  }

  private static NormPreservation preservation(Network network) {
    Chunk chunk = chunk(STEPS, 2, 6);
    NamedTensors parameters = network.initialParameters(1);
    NormRatioMeter meter = new NormRatioMeter(network);
    GradientHistory errors = meter.errors(chunk);
    NetworkPass pass = network.apart().bind(parameters).forward(chunk, Carry.zero());
    pass.backward(errors);
    return meter.preservation(parameters, pass, chunk, errors);
  }

  /** {@code J' e = W' ((1 - h^2) e)}. */
  private static final class FrozenRnn extends FrozenSteps {
    FrozenRnn(NetworkPass pass, Chunk chunk, RestOfRun errors) {
      super(pass, chunk, errors, List.of("h"), List.of());
    }

    @Override
    List<RealVector> back(Step step, NamedTensors parameters) {
      RealVector slope = step.after().get(0).map(h -> 1 - h * h);
      return List.of(matrix(parameters, "h.Wh").preMultiply(times(slope, step.error().get(0))));
    }
  }

  /** The LSTM with its gates in sight. */
  private static void lstm(Step s) {
    Expr x = s.input();
    Expr h = s.state("h");
    Expr c = s.state("c");
    Expr f = sigmoid(s.affine("f", x, h));
    Expr i = sigmoid(s.affine("i", x, h));
    Expr g = tanh(s.affine("g", x, h));
    Expr o = sigmoid(s.affine("o", x, h));
    Expr next = f.times(c).plus(i.times(g));
    s.next("c", next);
    s.next("h", o.times(tanh(next)));
    s.observe("f", f);
    s.observe("i", i);
    s.observe("g", g);
    s.observe("o", o);
  }

  /** Of a cell whose state y reads the new z: the error of y goes on through that z. */
  private static final class FrozenChain extends FrozenSteps {
    FrozenChain(NetworkPass pass, Chunk chunk, RestOfRun errors) {
      super(pass, chunk, errors, List.of("y", "z"), List.of("slow", "fast", "zIn", "yIn"));
    }

    @Override
    List<RealVector> back(Step step, NamedTensors parameters) {
      RealVector y = step.before().get(0);
      RealVector z = step.before().get(1);
      RealVector slow = step.observed().get(0);
      RealVector fast = step.observed().get(1);
      RealVector zIn = step.observed().get(2);
      RealVector yIn = step.observed().get(3);
      RealVector ofY = step.error().get(0);
      RealVector intoY = times(ofY, fast, yIn.map(v -> 1 - v * v));
      RealVector ofZ = step.error().get(1).add(matrix(parameters, "y.Wz").preMultiply(intoY));
      RealVector intoZ = times(ofZ, slow, zIn.map(v -> 1 - v * v));
      RealVector intoSlow = times(ofZ, zIn.subtract(z), slow.map(v -> v * (1 - v)));
      RealVector intoFast = times(ofY, yIn.subtract(y), fast.map(v -> v * (1 - v)));
      return List.of(
          times(ofY, fast.map(v -> 1 - v))
              .add(matrix(parameters, "z.Wy").preMultiply(intoZ))
              .add(matrix(parameters, "slow.Wy").preMultiply(intoSlow))
              .add(matrix(parameters, "fast.Wy").preMultiply(intoFast)),
          times(ofZ, slow.map(v -> 1 - v)));
    }
  }

  /** The LSTM's Jacobian matrix, by blocks. */
  private static final class FrozenLstm extends FrozenSteps {
    FrozenLstm(NetworkPass pass, Chunk chunk, RestOfRun errors) {
      super(pass, chunk, errors, List.of("h", "c"), List.of("f", "i", "g", "o"));
    }

    @Override
    List<RealVector> back(Step step, NamedTensors parameters) {
      RealVector before = step.before().get(1);
      RealVector ofH = step.error().get(0);
      RealVector f = step.observed().get(0);
      RealVector i = step.observed().get(1);
      RealVector g = step.observed().get(2);
      RealVector o = step.observed().get(3);
      RealVector bent = step.after().get(1).map(Math::tanh);
      RealVector ofC = step.error().get(1).add(times(ofH, o, bent.map(y -> 1 - y * y)));
      RealVector back =
          matrix(parameters, "f.Wh")
              .preMultiply(times(ofC, before, gateSlope(f)))
              .add(matrix(parameters, "i.Wh").preMultiply(times(ofC, g, gateSlope(i))))
              .add(matrix(parameters, "g.Wh").preMultiply(times(ofC, i, g.map(y -> 1 - y * y))))
              .add(matrix(parameters, "o.Wh").preMultiply(times(ofH, bent, gateSlope(o))));
      return List.of(back, times(f, ofC));
    }

    private static RealVector gateSlope(RealVector gate) {
      return gate.map(y -> y * (1 - y));
    }
  }
}
