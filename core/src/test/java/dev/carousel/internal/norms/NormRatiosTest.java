package dev.carousel.internal.norms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.norms.NormRatios;
import dev.carousel.spi.Cell;
import dev.carousel.spi.NormPreservation;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
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
    return Network.compile(
        engine, NetworkSpec.of(SHAPE, cell).units(UNITS).layers(layers).bidirectional(both));
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
}
