package dev.carousel.internal.norms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Chunks;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.DropoutKinds;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.spi.NormPreservation;
import dev.carousel.tensor.NamedTensors;
import org.junit.jupiter.api.Test;

/** The norms of errors in training with dropout: of the steps that were made, by hand. */
class DroppedStepsTest {
  private static final DataShape SHAPE = new DataShape(false, 2, false, 1, Moment.EVERY_STEP);
  private static final double WEIGHT = 0.3;

  /** {@code h' = w h + W x}: its Jacobian matrix is w. */
  private static final Cell LINEAR = s -> s.next("h", s.affine("h", s.input(), s.state("h")));

  /** What was measured, and the pass. */
  private record Measured(NormPreservation norms, NetworkPass pass) {}

  private static Measured measured(Engine engine, DropoutKinds kinds, long update) {
    Network network =
        Network.compile(engine, NetworkSpec.of(SHAPE, LINEAR).units(1).dropouts(kinds));
    NamedTensors parameters = network.initialParameters(1);
    parameters.get("layer0/h.Wh").set(0, WEIGHT);
    Chunk chunk = Chunks.random(SHAPE, 6, 3, 4);
    BoundNetwork bound = network.apart().bind(parameters);
    NetworkPass pass = bound.forwardTraining(chunk, Carry.zero(), 1, update);
    NormRatioMeter meter = new NormRatioMeter(network);
    GradientHistory errors = meter.errors(chunk);
    pass.backward(errors);
    return new Measured(meter.preservation(parameters, pass, chunk, errors), pass);
  }

  /** Where the state stays, its error passes unchanged; elsewhere it is multiplied by w. */
  @Test
  void aStepThatZonesOutPreservesTheNorm() {
    try (Engine engine = Engines.reference()) {
      Measured found = measured(engine, DropoutKinds.NONE.zoneout(0.5), 3);
      NamedTensors masks = found.pass().layerRun(0).masks();
      assertNotNull(masks);
      double[] stays = masks.get("zoneout h").toDoubles();
      double moved = 0;
      for (double stay : stays) {
        moved += 1 - stay;
      }
      assertTrue(moved > 0 && moved < stays.length);
      double share = moved / stays.length;
      NormPreservation.OfLayer layer = found.norms().layers().get(0);
      assertEquals(1 - share + share * WEIGHT, layer.ratio(), 1e-12);
      assertEquals(share * (1 - WEIGHT) * (1 - WEIGHT), layer.penalty(), 1e-12);
      double slope = found.norms().gradients().get("layer0/h.Wh").get(0);
      assertEquals(share * 2 * (WEIGHT - 1), slope, 1e-12);
    }
  }

  /** A weight that is kept counts twice where half of them are dropped. */
  @Test
  void aThinnedMatrixIsTheOneThatCarriesErrors() {
    try (Engine engine = Engines.reference()) {
      boolean isKept = false;
      boolean isDropped = false;
      for (int update = 0; update < 20; update++) {
        Measured found = measured(engine, DropoutKinds.NONE.weights(0.5), update);
        NamedTensors factors = found.pass().layerRun(0).factors();
        assertNotNull(factors);
        double factor = factors.get("h.Wh").get(0);
        isKept |= factor == 2;
        isDropped |= factor == 0;
        assertEquals(factor * WEIGHT, found.norms().layers().get(0).ratio(), 1e-12);
        double slope = found.norms().gradients().get("layer0/h.Wh").get(0);
        assertEquals(2 * (factor * WEIGHT - 1) * factor, slope, 1e-12);
      }
      assertTrue(isKept && isDropped);
    }
  }
}
