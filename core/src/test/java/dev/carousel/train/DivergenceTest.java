package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Dataset;
import dev.carousel.fixture.LongSequence;
import dev.carousel.model.HeadLoss;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.TrainingResult.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static boolean isDiverged(double loss, Dataset data) {
    TrainingResult result =
        new TrainingResult(new NamedTensors(Map.of()), Counters.start(), 1, loss, Reason.LIMIT);
    return Divergence.of(result, data, HeadLoss.of(data.shape())).isPresent();
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

  /** A target that is 0 throughout the validation part: the training part says what is usual. */
  @Test
  void aValidationPartOfZerosMakesNoNetworkABadOne() {
    Dataset late =
        LongSequence.ofNumbers(
            IntStream.range(0, 200).mapToDouble(i -> i < 100 ? i % 3 - 1 : 0), 0.2);
    HeadLoss loss = HeadLoss.of(late.shape());
    double blank = BlankPrediction.loss(late, loss);
    assertTrue(blank > 0.5, "scaled: " + blank);
    assertEquals(Optional.empty(), Divergence.of(1e-3, late, loss));
    assertEquals(new Divergence(101 * blank, blank), Divergence.of(101 * blank, late, loss).get());
    assertTrue(Double.isNaN(BlankPrediction.loss(Setup.text(2000, 0), loss)));
  }

  /** Scaled to a mean of 0, a constant column is 0 throughout: every network would be a bad one. */
  @Test
  void ofAConstantColumnNothingIsJudged() {
    Dataset constant = LongSequence.ofNumbers(DoubleStream.generate(() -> 5).limit(100), 0.2);
    assertEquals(Optional.empty(), Divergence.of(0.01, constant, HeadLoss.of(constant.shape())));
  }

  @Test
  void theMessageTellsBothLosses() {
    String message = String.valueOf(new Divergence(500, 2).failure().getMessage());
    assertTrue(message.contains("below 200.0, 100 times"), message);
    assertTrue(message.contains("500.0"), message);
  }
}
