package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The two-sequence problem, after the latch problem of Bengio, Simard and Frasconi (Learning
 * long-term dependencies with gradient descent is difficult, 1994), as Hochreiter and Schmidhuber
 * (1997) generate it in experiment 3. The first steps alone determine which of two classes a
 * sequence has; the rest is noise.
 *
 * <p>Inputs {@code [T, 1]}: N times 1 for the first class or -1 for the second, both classes
 * equally likely, then numbers from a normal distribution with mean 0 and variance 0.2. Lengths T
 * are uniform in [L, L + L/10]. Target {@code [1]}: 1 for the first class, 0 for the second. Always
 * answering 0.5 has a mean squared error of 1/4. An answer is right if it is off by less than 0.2.
 * That is task 3a; N is 3 or 1 there.
 *
 * <p>Task 3b adds noise of the same distribution to the first N steps. Task 3c also has targets of
 * 0.2 and 0.8, with added noise of mean 0 and variance 0.1. No answer then has a mean squared error
 * of less than 0.1, and the constant answer has 0.19. The paper's answers are right there if the
 * output is off by less than 0.1 from the target without noise.
 *
 * @param length L
 * @param informative N
 * @param variant of the paper
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record TwoSequenceTask(
    int length, int informative, Variant variant, int sequences, int validationSequences)
    implements Task {
  private static final double NOISE = Math.sqrt(0.2);
  private static final double TARGET_NOISE = Math.sqrt(0.1);

  /** What is noisy. */
  enum Variant {
    /** Task 3a: the steps that say nothing of the class. */
    REST,
    /** Task 3b: every step. */
    INPUT,
    /** Task 3c: every step, and the target. */
    TARGET
  }

  @Override
  public DataShape shape() {
    return new DataShape(false, 1, false, 1, Targets.Moment.END);
  }

  @Override
  public int longest() {
    return length + length / 10;
  }

  @Override
  public Example draw(RandomGenerator random) {
    boolean isFirst = random.nextBoolean();
    float[] values = new float[Draws.between(random, length, longest())];
    for (int step = 0; step < values.length; step++) {
      boolean says = step < informative;
      double noise = says && variant == Variant.REST ? 0 : NOISE * random.nextGaussian();
      values[step] = (float) ((says ? (isFirst ? 1 : -1) : 0) + noise);
    }
    double target =
        variant == Variant.TARGET
            ? (isFirst ? 0.8 : 0.2) + TARGET_NOISE * random.nextGaussian()
            : isFirst ? 1 : 0;
    return Draws.regression(1, values, target);
  }
}
