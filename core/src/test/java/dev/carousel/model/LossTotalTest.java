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
import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossTotalTest {
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

  private static HeadLoss natural(Targets targets) {
    return HeadLoss.of(DataShape.of(inputs(1, 1), targets));
  }

  private static LossTotal measure(Tensor outputs, Chunk chunk, double weight) {
    double[] each = natural(chunk.targets()).each(outputs, chunk);
    try (Engine engine = Engines.reference()) {
      LossTotal loss = natural(chunk.targets()).measure(engine, outputs, chunk, weight);
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
    LossTotal loss = measure(outputs, new Chunk(inputs(1, 2), targets, new boolean[2]), 0.5);
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
    LossTotal loss = measure(outputs, new Chunk(inputs(1, 1), targets, new boolean[1]), 0.5);
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
    LossTotal loss =
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
    LossTotal loss =
        measure(
            outputs, new Chunk(inputs(2, 2), targets, SECOND_ROW_ENDS_EARLY, new boolean[2]), 1);
    assertEquals(new LossTotal(3, 3, 0, 3, 3), loss);
    assertArrayEquals(new double[] {2, 2, 2, 0}, outputs.toDoubles());
  }

  /** On both kinds of tensor, with a tie, which the first class wins. */
  @Test
  void rightClassesAreCountedInEveryRow() {
    double[] logits = {3, 1, 2, 0, 5, 1, 1, 2, 9, 4, 4, 0, 1, 2, 3, 0, 1, 2};
    int[] ids = {0, 1, 2, 0, 0, 1};
    Targets targets = new Targets.Symbols(Moment.EVERY_STEP, 3, ids);
    Chunk chunk = new Chunk(inputs(3, 2), targets, new boolean[2]);
    for (Engine engine : List.of(Engines.reference(), Engines.scalar(1))) {
      try (engine) {
        Tensor outputs = engine.precision().copyOf(tensor(3, 2, logits));
        double[] each = natural(chunk.targets()).each(outputs, chunk);
        assertEquals(4, natural(targets).measure(engine, outputs.copy(), chunk, 1).correct());
        assertEquals(4, natural(targets).measure(engine, outputs.copy(), targets).correct());
        for (int row = 0; row < ids.length; row++) {
          double sum = 0;
          for (int k = 0; k < 3; k++) {
            sum += Math.exp(logits[3 * row + k]);
          }
          double expected = Math.log(sum) - logits[3 * row + ids[row]];
          assertEquals(expected, each[row], 1e-12, "row " + row);
        }
      }
    }
  }

  @Test
  void squaredErrorsOfSeveralRowsAndNumbers() {
    Tensor outputs = tensor(1, 2, 1, 2, 3, 7);
    Targets targets = new Targets.Values(Moment.END, 2, new float[] {0, 4, 5, 1});
    Chunk chunk = new Chunk(inputs(1, 2), targets, new boolean[2]);
    assertArrayEquals(new double[] {2.5, 20}, natural(chunk.targets()).each(outputs, chunk), EXACT);
    try (Engine engine = Engines.reference()) {
      assertEquals(22.5, natural(targets).measure(engine, outputs.copy(), targets).sum(), EXACT);
    }
    assertEquals(new LossTotal(22.5, 2, 0, 5.5, 22.5), measure(outputs, chunk, 1));
    assertArrayEquals(new double[] {1, -2, -2, 6}, outputs.toDoubles(), EXACT);
  }

  @Test
  void lossesAddUp() {
    LossTotal both = new LossTotal(1, 2, 1, 0.5, 5).plus(new LossTotal(3, 4, 2, 1, 6));
    assertEquals(new LossTotal(4, 6, 3, 1.5, 11), both);
    assertEquals(4 / 6.0, both.mean());
    assertTrue(Double.isNaN(LossTotal.none().mean()));
  }
}
