package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Chunks;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolTest {
  private static final DataShape SHAPE = new DataShape(false, 2, false, 3, Moment.END);
  private static final String[] HOLES = {"x.xx", ".x..", "x..x"};
  private static final double EXACT = 1e-12;
  private static final double SINGLE = 1e-5;

  private static NetworkSpec spec(Pool pool) {
    return NetworkSpec.of(SHAPE, Cells.lstm()).units(3).pool(pool);
  }

  /** From the top layer's outputs at real steps, all at once. */
  @ParameterizedTest
  @EnumSource(Pool.class)
  void theHeadReadsThePoolOfRealSteps(Pool pool) {
    for (boolean both : new boolean[] {false, true}) {
      try (Engine engine = Engines.reference()) {
        Network network = Network.compile(engine, spec(pool).bidirectional(both));
        NamedTensors parameters = network.initialParameters(1);
        Chunk chunk = Chunks.random(SHAPE, HOLES, 3, 1);
        NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
        for (int row = 0; row < 3; row++) {
          double[] read = pooled(pool, pass, chunk, row, parameters, both);
          for (int k = 0; k < 3; k++) {
            double expected = parameters.get("head/head.b").get(k);
            for (int i = 0; i < read.length; i++) {
              expected += parameters.get("head/head.Wx").get(k * read.length + i) * read[i];
            }
            assertEquals(expected, pass.outputs().get(row * 3 + k), EXACT, pool + " " + row);
          }
        }
      }
    }
  }

  private static double[] pooled(
      Pool pool, NetworkPass pass, Chunk chunk, int row, NamedTensors parameters, boolean both) {
    int directions = both ? 2 : 1;
    double[] read = new double[3 * directions];
    double[] weights = new double[chunk.steps()];
    double[][] outputs = new double[chunk.steps()][];
    double total = 0;
    for (int t = 0; t < chunk.steps(); t++) {
      outputs[t] = new double[read.length];
      for (int i = 0; i < read.length; i++) {
        outputs[t][i] = pass.layer(i / 3).outputs().get((t * chunk.rows() + row) * 3 + i % 3);
      }
      boolean isReal = HOLES[row].charAt(t) == 'x';
      weights[t] =
          !isReal ? 0 : pool == Pool.ATTENTION ? Math.exp(score(outputs[t], parameters)) : 1;
      total += weights[t];
    }
    Arrays.fill(read, pool == Pool.MAX ? Double.NEGATIVE_INFINITY : 0);
    for (int i = 0; i < read.length; i++) {
      for (int t = 0; t < chunk.steps(); t++) {
        if (weights[t] > 0 && pool == Pool.MAX) {
          read[i] = Math.max(read[i], outputs[t][i]);
        } else if (pool == Pool.LAST) {
          boolean isEnd = t == (i < 3 ? chunk.lastStep(row) : chunk.firstStep(row));
          read[i] = isEnd ? outputs[t][i] : read[i];
        } else if (weights[t] > 0) {
          read[i] += weights[t] / total * outputs[t][i];
        }
      }
    }
    return read;
  }

  private static double score(double[] y, NamedTensors parameters) {
    double score = 0;
    for (int i = 0; i < y.length; i++) {
      double sum = parameters.get("pool/score.b").get(i);
      for (int k = 0; k < y.length; k++) {
        sum += parameters.get("pool/score.Wx").get(i * y.length + k) * y[k];
      }
      score += parameters.get("pool/v").get(i) * Math.tanh(sum);
    }
    return score;
  }

  /** One step after the other gives what whole sequences give, as if they ended there. */
  @ParameterizedTest
  @EnumSource(Pool.class)
  void aStreamPoolsWhatItHasReadSoFar(Pool pool) {
    try (Engine engine = Engines.fused(1)) {
      Network network = Network.compile(engine, spec(pool));
      BoundNetwork bound = network.bind(network.initialParameters(1));
      NetworkStream stream = bound.stream();
      float[][] steps = {{1, -2}, {0.5f, 3}, {-1, 0.25f}, {2, 2}};
      NetworkStream other = bound.stream();
      for (int t = 0; t < steps.length; t++) {
        float[] all = new float[2 * (t + 1)];
        for (int k = 0; k <= t; k++) {
          System.arraycopy(steps[k], 0, all, 2 * k, 2);
        }
        double[] whole = bound.predict(new Inputs.Values(t + 1, 1, 2, all)).at(0, 0);
        assertArrayEquals(whole, stream.step(steps[t]).toDoubles(), "step " + t);
        other.resume(stream.carry());
      }
      assertArrayEquals(stream.step(1f, 1f).toDoubles(), other.step(1f, 1f).toDoubles());
    }
  }

  /** Large scores must not leave the range of float32, and unlike ones not lose the gradient. */
  @Test
  void attentionKeepsItsExponentialsWithinRange() {
    try (Engine engine = Engines.fused(1);
        Engine reference = Engines.reference()) {
      Network network = Network.compile(engine, spec(Pool.ATTENTION));
      NamedTensors parameters = network.initialParameters(1);
      Tensor v = parameters.get("pool/v");
      for (int i = 0; i < v.size(); i++) {
        v.set(i, v.get(i) * 1000);
      }
      Chunk chunk = Chunks.random(SHAPE, HOLES, 3, 1);
      NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
      NetworkPass truth =
          network
              .on(reference)
              .bind(parameters.copyAs(Precision.FLOAT64))
              .forward(chunk, Carry.zero());
      assertArrayEquals(truth.outputs().toDoubles(), pass.outputs().toDoubles(), 1e-3);
      assertTrue(Double.isFinite(pass.backward(null).parameters().norm()));
    }
  }

  @Test
  void poolsAreOfPredictionsAtTheEnd() {
    DataShape everyStep = new DataShape(false, 2, false, 3, Moment.EVERY_STEP);
    Refusal.of(
        () -> NetworkSpec.of(everyStep, Cells.lstm()).pool(Pool.MEAN),
        "--pool needs one prediction at the end",
        "--window N");
  }

  @Test
  void enginesAgree() {
    for (Pool pool : Pool.values()) {
      try (Engine engine = Engines.fused(2);
          Engine reference = Engines.reference()) {
        Network network = Network.compile(engine, spec(pool).bidirectional(true).dropout(0.3));
        NamedTensors parameters = network.initialParameters(1);
        Chunk chunk = Chunks.random(SHAPE, HOLES, 3, 1);
        NamedTensors found =
            network
                .bind(parameters)
                .forwardTraining(chunk, Carry.zero(), 1, 2)
                .backward(null)
                .parameters();
        NamedTensors expected =
            network
                .on(reference)
                .bind(parameters.copyAs(Precision.FLOAT64))
                .forwardTraining(chunk, Carry.zero(), 1, 2)
                .backward(null)
                .parameters();
        assertEquals(expected.names(), found.names());
        expected.forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), SINGLE, name));
      }
    }
  }
}
