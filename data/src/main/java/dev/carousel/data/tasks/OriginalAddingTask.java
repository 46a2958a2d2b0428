package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The adding problem as it was first published: Hochreiter and Schmidhuber (Long short-term memory,
 * 1997), experiment 4.
 *
 * <p>Inputs {@code [T, 2]}: a number from U[-1, 1], and a marker. Lengths are uniform in [L, L +
 * L/10]. One of the first ten pairs is marked with 1, its number is X1; then one of the first L/2 -
 * 1 pairs that are still unmarked, its number is X2. The first and the last pair have the marker
 * -1, all others 0. Target {@code [1]}: {@code 0.5 + (X1 + X2) / 4}, from 0 to 1.
 *
 * <p>Where the first pair is drawn, the paper sets X1 to 0. Here the pair keeps the marker -1, and
 * its number counts as 0 whether it was drawn as X1 or as X2. Always answering 0.5 has a mean
 * squared error of 1/24 = 0.0417 without such pairs, and slightly less with them. The paper calls
 * an answer right if it is off by less than 0.04; the constant answer is right in 15.4 % of
 * sequences without the first pair.
 *
 * @param length L, at least {@value #SHORTEST}
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record OriginalAddingTask(int length, int sequences, int validationSequences) implements Task {
  /** So that both marks lie in the first half. */
  static final int SHORTEST = 20;

  private static final int FEATURES = 2;
  private static final int FIRST_PAIRS = 10;

  @Override
  public DataShape shape() {
    return new DataShape(false, FEATURES, false, 1, Targets.Moment.END);
  }

  @Override
  public int longest() {
    return length + length / 10;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int steps = Draws.between(random, length, longest());
    float[] values = new float[steps * FEATURES];
    for (int step = 0; step < steps; step++) {
      values[step * FEATURES] = 2 * random.nextFloat() - 1;
    }
    int first = random.nextInt(FIRST_PAIRS);
    int unmarked = random.nextInt(length / 2 - 1);
    int second = unmarked < first ? unmarked : unmarked + 1;
    double sum = mark(values, first) + mark(values, second);
    values[1] = -1;
    values[values.length - 1] = -1;
    return Draws.regression(FEATURES, values, 0.5 + sum / 4);
  }

  /** Marks a pair; returns what its number counts. */
  private static double mark(float[] values, int pair) {
    values[pair * FEATURES + 1] = 1;
    return pair == 0 ? 0 : values[pair * FEATURES];
  }
}
