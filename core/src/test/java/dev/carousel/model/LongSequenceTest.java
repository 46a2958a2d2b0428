package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Sums over a hundred thousand steps: neither the loss nor a gradient overflows or drifts away. */
class LongSequenceTest {
  private static final int STEPS = 100_000;
  private static final DataShape SHAPE =
      new DataShape(false, 1, false, 1, Targets.Moment.EVERY_STEP);
  private static final NetworkSpec SPEC = NetworkSpec.of(SHAPE, Cells.lstm()).units(3);

  private static Chunk chunk() {
    RandomGenerator random = RandomStreams.stream(1, "long sequence");
    float[] inputs = new float[STEPS];
    float[] targets = new float[STEPS];
    for (int t = 0; t < STEPS; t++) {
      inputs[t] = random.nextFloat() - 0.5f;
      targets[t] = 1 + (t == 0 ? 0 : inputs[t - 1]);
    }
    return new Chunk(
        new Inputs.Values(STEPS, 1, 1, inputs),
        new Targets.Values(SHAPE.moment(), 1, targets),
        new boolean[] {true});
  }

  private static NetworkPass.Gradients gradients(Engine engine, NamedTensors parameters) {
    Network network = Network.compile(engine, SPEC);
    return network
        .bind(network.adopt(parameters))
        .forwardTraining(chunk(), Carry.zero(), 1, 0)
        .backward(null);
  }

  @Test
  void lossAndGradientsAgreeWithDoublePrecision() {
    try (Engine fused = Engines.fused(2);
        Engine reference = Engines.reference()) {
      Network network = Network.compile(fused, SPEC);
      NamedTensors parameters = network.initialParameters(1);
      NetworkPass.Gradients found = gradients(fused, parameters);
      NetworkPass.Gradients expected = gradients(reference, parameters.copyAs(Precision.FLOAT64));
      assertEquals(STEPS, found.loss().predictions());
      assertEquals(expected.loss().mean(), found.loss().mean(), 1e-6 * expected.loss().mean());
      expected
          .parameters()
          .forEach(
              (name, tensor) -> {
                double largest = 0;
                double error = 0;
                for (int i = 0; i < tensor.size(); i++) {
                  largest = Math.max(largest, Math.abs(tensor.get(i)));
                  error =
                      Math.max(
                          error, Math.abs(tensor.get(i) - found.parameters().get(name).get(i)));
                }
                double relative = error / largest;
                assertTrue(relative < 1e-4, () -> name + " is off by " + relative);
              });
    }
  }
}
