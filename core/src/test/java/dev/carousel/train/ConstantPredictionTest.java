package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.data.arrays.TargetedSequences;
import dev.carousel.fixture.LongSequence;
import dev.carousel.model.HeadLoss;
import dev.carousel.spi.NumberLoss;
import org.junit.jupiter.api.Test;

class ConstantPredictionTest {
  private static final HeadLoss CLASSES =
      HeadLoss.of(new DataShape(true, 3, true, 3, Targets.Moment.EVERY_STEP));

  private static double loss(TargetedSequences sequences) {
    Dataset data = sequences.split(0);
    return ConstantPrediction.loss(data.training(), HeadLoss.of(data.shape()));
  }

  @Test
  void ofNumbersIsTheirVariance() {
    Sequences four = Sequences.of(new float[4][3][1]);
    assertEquals(1.25, loss(four.targets(new float[][] {{0}, {1}, {2}, {3}})), 1e-12);
    float[][] pairs = {{0, 5}, {1, 5}, {2, 5}, {3, 5}};
    assertEquals(1.25 / 2, loss(four.targets(pairs)), 1e-12);
  }

  @Test
  void ofClassesIsTheEntropyOfTheirFrequencies() {
    Sequences eight = Sequences.of(new float[8][3][1]);
    int[] alike = {0, 1, 2, 3, 3, 2, 1, 0};
    assertEquals(Math.log(4), loss(eight.labelled(alike, 6)), 1e-12);
  }

  @Test
  void ofTextIsTheEntropyOfItsCharacters() {
    Part part = LongSequence.ofLetters("aabcaabcaabc", 0).training();
    double[] shares = {5.0 / 11, 3.0 / 11, 3.0 / 11};
    double entropy = 0;
    for (double share : shares) {
      entropy -= share * Math.log(share);
    }
    assertEquals(entropy, ConstantPrediction.loss(part, CLASSES), 1e-12);
  }

  /** The shorter sequence is padded with class 0, which nobody predicts. */
  @Test
  void stepsThatAreNotRealDoNotCount() {
    Sequences unequal = Sequences.of(new float[][][] {{{1}, {1}, {1}, {1}}, {{1}, {1}}});
    int[][] labels = {{1, 1, 2, 2}, {2, 1}};
    assertEquals(Math.log(2), loss(unequal.labelledSteps(labels, 3)), 1e-12);
  }

  @Test
  void missingTargetsDoNotCount() {
    float nan = Float.NaN;
    float[] pairs = {0, 5, 1, nan, nan, nan, 2, 6, 3, nan};
    Targets targets = new Targets.Values(Targets.Moment.END, 2, pairs);
    Inputs inputs = new Inputs.Values(1, 5, 1, new float[5]);
    Part part = only(new Chunk(inputs, targets, Chunk.allFresh(5)));
    HeadLoss loss = HeadLoss.of(DataShape.of(inputs, targets));
    assertEquals((1.25 + 0.25) / 2, ConstantPrediction.loss(part, loss), 1e-12);
  }

  private static Part only(Chunk chunk) {
    Epoch epoch = mock(Epoch.class);
    when(epoch.size()).thenReturn(1);
    when(epoch.chunk(0)).thenReturn(chunk);
    Part part = mock(Part.class);
    when(part.symbols()).thenReturn(5L);
    when(part.epoch(anyInt(), anyInt(), anyLong(), anyInt())).thenReturn(epoch);
    return part;
  }

  /** The absolute error has its least mean at the median, here 2: (2 + 1 + 0 + 1 + 98) / 5. */
  @Test
  void ofAnotherLossIsSearched() {
    NumberLoss absolute =
        new NumberLoss() {
          @Override
          public String measure() {
            return "absolute error";
          }

          @Override
          public double loss(double[] outputs, double target, double[] gradient) {
            gradient[0] = Math.signum(outputs[0] - target);
            return Math.abs(outputs[0] - target);
          }
        };
    Sequences five = Sequences.of(new float[5][3][1]);
    Dataset data = five.targets(new float[][] {{0}, {1}, {2}, {3}, {100}}).split(0);
    HeadLoss loss = HeadLoss.of(absolute, data.shape());
    assertEquals(102 / 5.0, ConstantPrediction.loss(data.training(), loss), 1e-9);
  }

  @Test
  void ofNothingIsNotANumber() {
    assertTrue(Double.isNaN(ConstantPrediction.loss(Part.empty(), CLASSES)));
  }
}
