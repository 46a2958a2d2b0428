package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Dataset;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.TrainingResult.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static boolean isDiverged(double loss, Dataset data) {
    TrainingResult result =
        new TrainingResult(new NamedTensors(Map.of()), Counters.start(), 1, loss, Reason.LIMIT);
    return Divergence.of(result, data).isPresent();
  }

  @Test
  void classesAreHeldAgainstAllAlikeLikely() {
    Dataset text = Setup.text(2000, 0.2);
    double blank = Math.log(text.shape().outputFeatures());
    assertEquals(false, isDiverged(99 * blank, text));
    assertEquals(true, isDiverged(101 * blank, text));
    assertEquals(false, isDiverged(Double.NaN, text));
    assertEquals(false, isDiverged(1e9, Setup.text(2000, 0)));
  }

  @Test
  void theMessageTellsBothLosses() {
    String message = String.valueOf(new Divergence(500, 2).failure().getMessage());
    assertTrue(message.contains("below 200.0, 100 times"), message);
    assertTrue(message.contains("500.0"), message);
  }
}
