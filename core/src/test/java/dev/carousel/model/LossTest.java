package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossTest {
  private static final double EXACT = 1e-15;
  private static final boolean[] SECOND_ROW_ENDS_EARLY = {true, true, true, false};

  private static Tensor tensor(int steps, int rows, double... values) {
    Tensor tensor = new DoubleTensor(steps, rows, values.length / (steps * rows));
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return tensor;
  }

  private static Inputs inputs(int steps, int rows) {
    return new Inputs.Symbols(steps, rows, 2, new int[steps * rows]);
  }

  private static Loss measure(Tensor outputs, Chunk chunk, double weight) {
    double[] each = Loss.each(outputs, chunk);
    try (Engine engine = Engines.reference()) {
      Loss loss = Loss.measure(engine, outputs, chunk, weight);
      assertEquals(chunk.targets().count(), each.length);
      assertEquals(loss.sum(), Arrays.stream(each).sum(), 1e-12, "each by itself");
      return loss;
    }
  }

  /** Logits 0 and ln 3 stand for probabilities 1/4 and 3/4. */
  @Test
  void crossEntropyIsTheLogarithmOfTheRightClass() {
    double three = Math.log(3);
    Tensor outputs = tensor(1, 2, 0, three, 0, three);
    Targets targets = new Targets.Symbols(Moment.EVERY_STEP, 2, new int[] {1, 0});
    Loss loss = measure(outputs, new Chunk(inputs(1, 2), targets, new boolean[2]), 0.5);
    assertEquals(Math.log(4 / 3.0) + Math.log(4), loss.sum(), EXACT);
    assertEquals(2, loss.predictions());
    assertEquals(1, loss.correct());
    assertEquals(0, loss.absolute());
    assertArrayEquals(new double[] {0.125, -0.125, -0.375, 0.375}, outputs.toDoubles(), EXACT);
  }

  @Test
  void squaredErrorIsAveragedOverTheNumbersOfAPrediction() {
    Tensor outputs = tensor(1, 1, 1, 2);
    Targets targets = new Targets.Values(Moment.END, 2, new float[] {0, 4});
    Loss loss = measure(outputs, new Chunk(inputs(1, 1), targets, new boolean[1]), 0.5);
    assertEquals((1 + 4) / 2.0, loss.sum(), EXACT);
    assertEquals((1 + 2) / 2.0, loss.absolute(), EXACT);
    assertEquals(1, loss.predictions());
    assertEquals(0, loss.correct());
    assertArrayEquals(new double[] {0.5, -1}, outputs.toDoubles(), EXACT);
  }

  @Test
  void maskedStepsOfClassesAreLeftOut() {
    Tensor outputs = tensor(2, 2, 0, 0, 0, 0, 0, 0, 5, -5);
    Targets targets = new Targets.Symbols(Moment.EVERY_STEP, 2, new int[] {0, 1, 0, 1});
    Loss loss =
        measure(
            outputs, new Chunk(inputs(2, 2), targets, SECOND_ROW_ENDS_EARLY, new boolean[2]), 1);
    assertEquals(3, loss.predictions());
    assertEquals(3 * Math.log(2), loss.sum(), EXACT);
    assertEquals(2, loss.correct(), "of equal classes the first is chosen");
    assertArrayEquals(
        new double[] {-0.5, 0.5, 0.5, -0.5, -0.5, 0.5, 0, 0}, outputs.toDoubles(), EXACT);
  }

  @Test
  void maskedStepsOfNumbersAreLeftOut() {
    Tensor outputs = tensor(2, 2, 1, 1, 1, 9);
    Targets targets = new Targets.Values(Moment.EVERY_STEP, 1, new float[4]);
    Loss loss =
        measure(
            outputs, new Chunk(inputs(2, 2), targets, SECOND_ROW_ENDS_EARLY, new boolean[2]), 1);
    assertEquals(new Loss(3, 3, 0, 3), loss);
    assertArrayEquals(new double[] {2, 2, 2, 0}, outputs.toDoubles());
  }

  @Test
  void lossesAddUp() {
    Loss both = new Loss(1, 2, 1, 0.5).plus(new Loss(3, 4, 2, 1));
    assertEquals(new Loss(4, 6, 3, 1.5), both);
    assertEquals(4 / 6.0, both.mean());
    assertTrue(Double.isNaN(Loss.none().mean()));
  }
}
