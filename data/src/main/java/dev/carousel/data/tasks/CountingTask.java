package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The language a^n b^n: as many b as a, which requires counting. Gers and Schmidhuber (LSTM
 * recurrent networks learn simple context-free and context-sensitive languages, 2001).
 *
 * <p>Inputs {@code [2n + 1]}, of 4 symbols: the start (0), n times a (1), n times b (2). Targets
 * {@code [2n + 1]}: the next symbol, after the last b the end (3). n is uniform in [1, N]. Only the
 * length of the run of a is unpredictable: the minimum mean cross-entropy is {@code ln N / (N + 2)}
 * nats per prediction. The paper trains on n up to 10 among others, with a target for every legal
 * next symbol.
 *
 * @param most N
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record CountingTask(int most, int sequences, int validationSequences) implements Task {
  private static final int A = 1;
  private static final int B = 2;
  private static final int END = 3;

  @Override
  public DataShape shape() {
    return new DataShape(true, END + 1, true, END + 1, Targets.Moment.EVERY_STEP);
  }

  @Override
  public int longest() {
    return 2 * most + 1;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int n = Draws.between(random, 1, most);
    int[] sequence = new int[2 * n + 2];
    for (int i = 1; i <= n; i++) {
      sequence[i] = A;
      sequence[n + i] = B;
    }
    sequence[2 * n + 1] = END;
    return Draws.nextSymbols(END + 1, sequence);
  }
}
