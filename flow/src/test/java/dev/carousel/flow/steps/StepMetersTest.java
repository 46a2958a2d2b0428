package dev.carousel.flow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Initializers;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Truncation, attribution and the contributions of single steps. */
class StepMetersTest {
  private static final int STEPS = 12;
  private static final int UNITS = 5;
  private static final DataShape EVERY_STEP = new DataShape(true, 4, true, 4, Moment.EVERY_STEP);

  private static Network network(Engine engine, DataShape shape, Cell cell, boolean both) {
    return Network.compile(
        engine, NetworkSpec.of(shape, cell).units(UNITS).layers(2).bidirectional(both));
  }

  private static Chunk chunk(Sequences task) {
    return task.data().training().epoch(4, STEPS, 1, 0).chunk(0);
  }

  /** Cut into chunks with the state carried over, the loss's mean over all of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void truncationIsThatOfChunksOneAfterTheOther(int length) {
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, EVERY_STEP, Cells.lstm(), false);
      NamedTensors parameters = network.initialParameters(1);
      Chunk whole = Chunks.random(EVERY_STEP, STEPS, 3, 7);
      NamedTensors sum = parameters.like();
      Carry carry = Carry.zero();
      for (int from = 0; from < STEPS; from += length) {
        Chunk part = ChunkParts.steps(whole, from, Math.min(STEPS, from + length));
        NetworkPass pass = network.bind(parameters).forward(part, carry);
        var gradient = pass.lossGradients();
        gradient.scale(1.0 / whole.predictions());
        pass.backward(gradient, null).forEach((name, tensor) -> sum.get(name).addScaled(1, tensor));
        carry = pass.carry();
      }
      NamedTensors full =
          network.bind(parameters).forward(whole, Carry.zero()).backward(null).parameters();
      Truncation.ChunkLength found =
          TruncationMeter.measure(network, parameters, whole, Carry.zero()).chunks().stream()
              .filter(chunk -> chunk.steps() == length)
              .findFirst()
              .orElseThrow();
      assertEquals(full.cosine(sum), found.cosine(), 1e-12);
      assertEquals(sum.norm() / full.norm(), found.ratio(), 1e-12);
      assertTrue(found.cosine() < 0.9999, () -> "nothing is cut: " + found);
    }
  }

  @Test
  void theShortestChunkIsTheOneFromWhichOnTheCosineIsKept() {
    Truncation truncation =
        new Truncation(
            100,
            List.of(
                new Truncation.ChunkLength(1, 0.95, 1),
                new Truncation.ChunkLength(5, 0.7, 1),
                new Truncation.ChunkLength(20, 0.92, 1),
                new Truncation.ChunkLength(50, 0.99, 1)));
    assertEquals(OptionalInt.of(20), truncation.shortestWithCosine(0.9));
    assertEquals(OptionalInt.of(50), truncation.shortestWithCosine(0.95));
    assertEquals(OptionalInt.empty(), truncation.shortestWithCosine(0.999));
  }

  /** A layer that reads from the end is cut there too. */
  @Test
  void truncationCutsBothDirections() {
    try (Engine engine = Engines.fused(1)) {
      Network network = network(engine, Sequences.of(STEPS).shape(), Cells.tanhRnn(), true);
      NamedTensors parameters = network.initialParameters(1);
      Truncation found =
          TruncationMeter.measure(network, parameters, chunk(Sequences.of(STEPS)), Carry.zero());
      assertEquals(STEPS, found.steps());
      assertEquals(
          List.of(1, 2, 3, 5, 8),
          found.chunks().stream().map(Truncation.ChunkLength::steps).toList());
      assertTrue(found.chunks().get(0).cosine() < found.chunks().get(4).cosine());
    }
  }

  /** A scaled rotation of inputs that are the state's own size: a^k at lag k. */
  @Test
  void attributionOfALinearNetworkFadesWithItsGain() {
    DataShape shape = new DataShape(false, 6, false, 1, Moment.END);
    Cell cell =
        s -> {
          s.initialize(
              Initializers.identity(1), Initializers.orthogonal(0.8), Initializers.zeros());
          s.next("h", s.affine("h", s.input(), s.state("h")));
        };
    try (Engine engine = Engines.reference()) {
      Network network = Network.compile(engine, NetworkSpec.of(shape, cell).units(6));
      Attribution found =
          AttributionMeter.measure(
              network,
              network.initialParameters(1),
              Chunks.random(shape, STEPS, 4, 3),
              Carry.zero(),
              STEPS);
      assertEquals(4, found.samples());
      for (int lag = 0; lag < STEPS; lag++) {
        assertEquals(Math.pow(0.8, lag), found.gradient()[lag], 1e-12, "lag " + lag);
      }
      assertTrue(Double.isNaN(found.gradient()[STEPS]), "the data do not reach so far");
    }
  }

  @Test
  void attributionOfSymbolsIsThatOfOneHotVectors() {
    try (Engine engine = Engines.fused(1)) {
      Network network = network(engine, EVERY_STEP, Cells.lstm(), false);
      Attribution found =
          AttributionMeter.measure(
              network,
              network.initialParameters(1),
              Chunks.random(EVERY_STEP, STEPS, 3, 7),
              Carry.zero(),
              STEPS - 1);
      assertEquals(3, found.samples());
      assertTrue(found.gradient()[5] > 0 && found.gradient()[5] < 2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void contributionsOfStepsAddUpToTheGradient(boolean both) {
    Sequences task = new Sequences(Moment.END, 6, STEPS, 1);
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, task.shape(), Cells.lstm(), both);
      NamedTensors parameters = network.initialParameters(1);
      Chunk chunk = chunk(task);
      List<Contribution> found =
          ContributionMeter.measure(network, parameters, chunk, Carry.zero());
      NamedTensors gradients =
          network.bind(parameters).forward(chunk, Carry.zero()).backward(null).parameters();
      for (Contribution contribution : found) {
        double norm = Math.sqrt(gradients.get(contribution.parameter()).sumOfSquares());
        assertEquals(norm, contribution.sumNorm(), 1e-12 * norm, contribution.parameter());
        assertEquals(chunk.steps(), contribution.norms().length);
        assertTrue(contribution.kept() <= 1 + 1e-12, contribution::toString);
        assertTrue(contribution.kept() > 0.05, contribution::toString);
      }
      assertEquals(network.recurrentLayers().size() * 12, found.size());
    }
  }

  /** One step alone has nothing to cancel with. */
  @Test
  void oneStepKeepsAllOfItself() {
    Sequences task = new Sequences(Moment.END, 1, 1, 1);
    try (Engine engine = Engines.reference()) {
      Network network = network(engine, task.shape(), Cells.tanhRnn(), false);
      ContributionMeter.measure(network, network.initialParameters(1), chunk(task), Carry.zero())
          .stream()
          .filter(contribution -> !contribution.parameter().endsWith("Wh"))
          .forEach(contribution -> assertEquals(1, contribution.kept(), 1e-12));
    }
  }
}
