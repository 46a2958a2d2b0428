package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.data.arrays.TargetedSequences;
import dev.carousel.fixture.LongSequence;
import dev.carousel.model.HeadLoss;
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
  void ofNothingIsNotANumber() {
    assertTrue(Double.isNaN(ConstantPrediction.loss(Part.empty(), CLASSES)));
  }
}
