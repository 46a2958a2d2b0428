package dev.carousel.cells.rnn.simple;

import static dev.carousel.cells.rnn.ReferenceLayer.last;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cells.rnn.ReferenceLayer;
import dev.carousel.cells.rnn.RnnCell.Activation;
import dev.carousel.engine.ForwardPass;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Tensor;
import dev.carousel.testkit.OneUnit;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndrnnTest {
  private static final int STEPS = 40;

  private static Tensor weights(Indrnn cell) {
    return new ReferenceLayer(cell.make(), 3, 200).parameter("h.u");
  }

  private static double least(Tensor weights) {
    return Arrays.stream(weights.toDoubles()).min().orElseThrow();
  }

  private static double largest(Tensor weights) {
    return Arrays.stream(weights.toDoubles()).max().orElseThrow();
  }

  @Test
  void anErrorOfAnActiveUnitIsMultipliedByThePowerOfItsOwnWeightAndReachesNoOther() {
    ReferenceLayer layer = new ReferenceLayer(Indrnn.cell().make(), 2, 3);
    Tensor u = layer.parameter("h.u");
    u.set(0, 0.9);
    u.set(1, 1.01);
    u.set(2, 0.5);
    ForwardPass pass = layer.rest(STEPS, 0.3, 0.7, 0.2);
    assertEquals(0.7 * Math.pow(1.01, STEPS), last(pass)[1], 1e-13);
    double[] expected = {0, Math.pow(1.01, STEPS), 0};
    assertArrayEquals(expected, layer.slopes(pass, 1), 1e-13);
  }

  @Test
  void theMagnitudeIsTheGrowthOverTheLongestLag() {
    Indrnn cell = Indrnn.cell().longestLag(200).magnitude(5).low(1);
    double u = weights(cell).get(7);
    assertEquals(5, Math.pow(u, 200), 1e-9);
    assertEquals(2, Math.pow(weights(Indrnn.cell().longestLag(200).low(1)).get(0), 200), 1e-10);
  }

  @Test
  void weightsStartWithinTheirShareOfTheBound() {
    Tensor unbounded = weights(Indrnn.cell());
    assertTrue(least(unbounded) >= 0 && least(unbounded) < 0.05);
    assertTrue(largest(unbounded) < 1 && largest(unbounded) > 0.95);
    Tensor bounded = weights(Indrnn.cell().longestLag(2).magnitude(9).low(-0.5).high(0.5));
    assertTrue(least(bounded) >= -1.5 && least(bounded) < -1.4);
    assertTrue(largest(bounded) < 1.5 && largest(bounded) > 1.4);
  }

  @Test
  void inputsStartAsThoseOfALinearLayer() {
    Tensor inputs = new ReferenceLayer(Indrnn.cell().make(), 25, 100).parameter("h.Wx");
    assertTrue(largest(inputs) <= 0.2 && largest(inputs) > 0.195);
    assertTrue(least(inputs) >= -0.2 && least(inputs) < -0.195);
  }

  @Test
  void aClampedWeightCountsAsItsBoundAndHasNoGradientBeyondIt() {
    Cell clamped = Indrnn.cell().longestLag(2).magnitude(4).clamp(true).make();
    ReferenceLayer layer = new ReferenceLayer(clamped, 2, 3);
    Tensor u = layer.parameter("h.u");
    u.set(0, 2.5);
    u.set(1, -3);
    u.set(2, 1.5);
    ForwardPass pass = layer.rest(1, 0.5, -0.5, 0.5);
    assertArrayEquals(new double[] {1, 1, 0.75}, last(pass), 0);
    for (int unit = 0; unit < 3; unit++) {
      double gradient = layer.gradientsOf(pass, unit).parameters().get("h.u").get(unit);
      assertEquals(unit == 2 ? 0.5 : 0, gradient, "unit " + unit);
    }
  }

  @Test
  void aStepByHand() {
    var weights = Map.of("h.Wx", 0.4, "h.u", -1.3, "h.b", 0.2);
    Cell tanh = Indrnn.cell().activation(Activation.TANH).make();
    OneUnit step = OneUnit.step(tanh, 0.7, Map.of("h", 0.25), weights);
    assertEquals(Math.tanh(0.4 * 0.7 - 1.3 * 0.25 + 0.2), step.output(), 1e-15);
  }

  @Test
  void aRangeOutOfOrderIsRefused() {
    Refusal error =
        Refusal.of("indrnn:low=0.9,high=0.5", () -> Indrnn.cell().low(0.9).high(0.5).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    String message = error.message();
    assertTrue(message.contains("'low' and 'high' of the cell indrnn"), message);
    assertTrue(message.contains("low=0.9, high=0.5"), message);
    assertTrue(message.contains("low=0.5,high=0.9"), message);
  }

  @Test
  void aMagnitudeWithoutALagIsRefused() {
    Refusal error = Refusal.of("indrnn:magnitude=5", () -> Indrnn.cell().magnitude(5).make());
    assertEquals(Refusal.Kind.USAGE, error.kind());
    String message = error.message();
    assertTrue(message.contains("'magnitude' of the cell indrnn needs 'longest-lag'"), message);
    assertTrue(message.contains("magnitude=5.0, longest-lag=0"), message);
  }
}
