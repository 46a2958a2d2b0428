package dev.carousel.examples.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClassifyMySequencesTest {
  /** Rising lines are of class 1, falling ones of class 0. */
  private static float[][] line(int length, boolean rises) {
    float[][] line = new float[length][1];
    for (int t = 0; t < length; t++) {
      line[t][0] = (rises ? 1 : -1) * (t - length / 2f) / length;
    }
    return line;
  }

  @Test
  void learnsFromArraysOfSeveralLengths() {
    float[][][] sequences = new float[200][][];
    int[] labels = new int[200];
    for (int n = 0; n < sequences.length; n++) {
      labels[n] = n / 3 % 2;
      sequences[n] = line(4 + n % 7, labels[n] == 1);
    }
    double[] rising = ClassifyMySequences.of(sequences, labels, -1, -0.5f, 0, 0.5f, 1);
    double[] falling = ClassifyMySequences.of(sequences, labels, 1, 0.5f, 0, -0.5f, -1);
    assertEquals(2, rising.length);
    assertEquals(1, rising[0] + rising[1], 1e-12);
    assertTrue(rising[1] > 0.9, () -> "rising with " + rising[1]);
    assertTrue(falling[0] > 0.9, () -> "falling with " + falling[0]);
  }
}
