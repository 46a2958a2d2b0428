package dev.carousel.flow.measured;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.data.Dataset;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.random.RandomStreams;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  private static final int STEPS = 40;

  /** The class is told by the first step alone, which lies STEPS - 1 before the last. */
  @ParameterizedTest
  @ValueSource(ints = {STEPS - 1, STEPS, STEPS + 60})
  void aLagReachesTheStepThatManyBeforeTheLast(int lag) {
    RandomGenerator random = RandomStreams.stream(1, "first step");
    float[][][] sequences = new float[2000][STEPS][1];
    int[] labels = new int[sequences.length];
    for (int n = 0; n < sequences.length; n++) {
      for (float[] step : sequences[n]) {
        step[0] = (float) random.nextGaussian();
      }
      labels[n] = sequences[n][0][0] > 0 ? 1 : 0;
    }
    Dataset data = Sequences.of(sequences).labelled(labels).split(0.1);
    LagChoice choice = LagChoice.of(Subject.part(data), lag, 1);
    assertEquals(
        STEPS, Subject.dependence(data, Subject.part(data), choice).orElseThrow().rewarded());
  }
}
