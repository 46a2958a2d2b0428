package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The adding problem: of T numbers drawn from U[0, 1], two are marked, one in each half; their sum
 * is the target after the last step. Always answering 1 has a mean squared error of 1/6.
 *
 * <p>Inputs {@code [T, 2]}: the number, and 1 where it is marked (else 0). Target {@code [1]}. This
 * is the generator of Arjovsky, Shah and Bengio (Unitary evolution recurrent neural networks,
 * 2016); the original of Hochreiter and Schmidhuber (1997) draws and marks differently.
 *
 * @param shortest the minimum length, at least 2
 * @param longest the maximum length; lengths are uniform between the two
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record AddingTask(int shortest, int longest, int sequences, int validationSequences)
    implements Task {
  private static final int FEATURES = 2;

  @Override
  public DataShape shape() {
    return new DataShape(false, FEATURES, false, 1, Targets.Moment.END);
  }

  @Override
  public Example draw(RandomGenerator random) {
    int steps = shortest + random.nextInt(longest - shortest + 1);
    float[] values = new float[steps * FEATURES];
    for (int step = 0; step < steps; step++) {
      values[step * FEATURES] = random.nextFloat();
    }
    int half = steps / 2;
    int first = random.nextInt(half);
    int second = half + random.nextInt(steps - half);
    values[first * FEATURES + 1] = 1;
    values[second * FEATURES + 1] = 1;
    float sum = values[first * FEATURES] + values[second * FEATURES];
    return new Example(
        new Inputs.Values(steps, 1, FEATURES, values),
        new Targets.Values(Targets.Moment.END, 1, new float[] {sum}));
  }
}
