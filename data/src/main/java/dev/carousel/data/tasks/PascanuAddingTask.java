package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The adding problem as Pascanu, Mikolov and Bengio generate it (On the difficulty of training
 * recurrent neural networks, 2013; the authors' {@code addition.py}).
 *
 * <p>Inputs {@code [T, 2]}: a number from U[0, 1], and 1 where it is marked (else 0); the authors
 * have the marker first. Lengths T are uniform in [L, L + L/10). One number is marked in [0, T/10),
 * one in [T/10, T/10 + 4T/10), positions counted from 0 and rounded down. Target {@code [1]}: the
 * mean of the two. Always answering 0.5 has a mean squared error of 1/24 = 0.0417. The paper calls
 * an answer right if its squared error is at most 0.04; the constant answer is right in 64 % of
 * sequences.
 *
 * @param length L, at least 10
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record PascanuAddingTask(int length, int sequences, int validationSequences) implements Task {
  private static final int FEATURES = 2;

  @Override
  public DataShape shape() {
    return new DataShape(false, FEATURES, false, 1, Targets.Moment.END);
  }

  @Override
  public int longest() {
    return length + length / 10 - 1;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int steps = Draws.between(random, length, longest());
    float[] values = new float[steps * FEATURES];
    for (int step = 0; step < steps; step++) {
      values[step * FEATURES] = random.nextFloat();
    }
    int tenth = Draws.hundredths(steps, 10);
    int first = random.nextInt(tenth);
    int second = tenth + random.nextInt(Draws.hundredths(steps, 40));
    values[first * FEATURES + 1] = 1;
    values[second * FEATURES + 1] = 1;
    double sum = (double) values[first * FEATURES] + values[second * FEATURES];
    return Draws.regression(FEATURES, values, sum / 2);
  }
}
