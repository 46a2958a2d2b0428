package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not known of the targets has no loss, no gradient and no place in a mean. */
class MissingTargetsTest {
  private static final float NAN = Float.NaN;

  private static Chunk chunk(int steps, int rows, Targets targets) {
    float[] values = new float[steps * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return new Chunk(new Inputs.Values(steps, rows, 1, values), targets, Chunk.allFresh(rows));
  }

  private static HeadLoss natural(Chunk chunk) {
    return HeadLoss.of(DataShape.of(chunk.inputs(), chunk.targets()));
  }

  private static Tensor outputs(int steps, int rows, double... values) {
    Tensor tensor = new DoubleTensor(steps, rows, values.length / (steps * rows));
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return tensor;
  }

  @Test
  void ofAPredictionOfNumbersTheKnownOnesCount() {
    float[] numbers = {NAN, 3, NAN, NAN, 1, 5};
    Chunk chunk = chunk(3, 1, new Targets.Values(Moment.EVERY_STEP, 2, numbers));
    assertEquals(2, chunk.predictions());
    Tensor outputs = outputs(3, 1, 9, 5, 9, 9, 2, 7);
    HeadLoss loss = natural(chunk);
    assertArrayEquals(new double[] {4, 0, 2.5}, loss.each(outputs, chunk));
    try (Engine engine = Engines.reference()) {
      LossTotal total = loss.measure(engine, outputs, chunk, 0.5);
      assertEquals(new LossTotal(6.5, 2, 0, 3.5, 6.5), total);
      assertArrayEquals(new double[] {0, 2, 0, 0, 0.5, 1}, outputs.toDoubles());
    }
  }

  @Test
  void aMissingClassHasNoLoss() {
    Chunk chunk =
        chunk(3, 1, new Targets.Symbols(Moment.EVERY_STEP, 2, new int[] {1, Targets.MISSING, 0}));
    for (Engine engine : List.of(Engines.reference(), Engines.scalar(1))) {
      try (engine) {
        Tensor outputs = engine.precision().copyOf(outputs(3, 1, 0, 0, 7, -7, 0, 0));
        assertEquals(0, natural(chunk).each(outputs, chunk)[1]);
        LossTotal total = natural(chunk).measure(engine, outputs, chunk, 1);
        assertEquals(2, total.predictions());
        assertEquals(1, total.correct());
        assertEquals(2 * Math.log(2), total.sum(), 1e-12);
        assertArrayEquals(new double[] {0.5, -0.5, 0, 0, -0.5, 0.5}, outputs.toDoubles());
      }
    }
  }

  /** The mean is over what counts, so what is missing changes no gradient of the others. */
  @Test
  void theGradientIsThatOfTheMeanOverWhatIsKnown() {
    Targets some = new Targets.Values(Moment.EVERY_STEP, 1, new float[] {NAN, NAN, 2, NAN});
    Chunk chunk = chunk(2, 2, some);
    try (Engine engine = Engines.reference()) {
      Network network =
          Network.compile(
              engine, NetworkSpec.of(DataShape.of(chunk.inputs(), some), Cells.lstm()).units(3));
      NamedTensors parameters = network.initialParameters(1);
      NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
      double error = pass.outputs().get(2) - 2;
      assertEquals(1, pass.predictions().count());
      assertEquals(error, pass.predictions().points(0)[0] - 2);
      NetworkPass.Gradients found = pass.backward(null);
      assertEquals(error * error, found.loss().mean());
      assertEquals(2 * error, found.parameters().get("head/head.b").get(0), 1e-15);
    }
  }

  @Test
  void nothingKnownGivesNoLossAndNoGradient() {
    Targets none = new Targets.Values(Moment.END, 1, new float[] {NAN, NAN});
    Chunk chunk = chunk(2, 2, none);
    try (Engine engine = Engines.scalar(1)) {
      Network network =
          Network.compile(
              engine, NetworkSpec.of(DataShape.of(chunk.inputs(), none), Cells.lstm()).units(3));
      NetworkPass pass = network.bind(network.initialParameters(1)).forward(chunk, Carry.zero());
      assertEquals(0, pass.predictions().count());
      NetworkPass.Gradients found = pass.backward(null);
      assertEquals(LossTotal.none(), found.loss());
      assertEquals(0, found.parameters().norm());
      assertTrue(Double.isNaN(found.loss().mean()));
    }
  }
}
