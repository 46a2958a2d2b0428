package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The language a^n b^n: as many b as a, which requires counting. Gers and Schmidhuber (LSTM
 * recurrent networks learn simple context-free and context-sensitive languages, 2001).
 *
 * <p>Inputs {@code [2n + 1]}, of 4 symbols: the start (0), n times a (1), n times b (2). n is
 * uniform in [M, N]. The targets have one of two forms:
 *
 * <ul>
 *   <li>{@link Answer#NEXT}: {@code [2n + 1]}, the next symbol, after the last b the end (3). Only
 *       the length of the run of a is unpredictable. With M = 1, the minimum mean cross-entropy is
 *       {@code ln N / (N + 2)} nats per prediction.
 *   <li>{@link Answer#LEGAL}: {@code [2n + 1, 4]}, for each symbol 1 if some string of the language
 *       may go on with it, else 0. After the start that is a; after an a it is a or b; after a b it
 *       is b, or the end once there were n of them. These targets are those of the paper. They do
 *       not depend on N and have no entropy, so a network can be right about all of them, and be
 *       tested on strings that are longer than any in training.
 * </ul>
 *
 * @param least M
 * @param most N
 * @param answer the form of the targets
 * @param mostValid 0 for a validation set with the n of training, else its n are uniform in [N + 1,
 *     mostValid]
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record CountingTask(
    int least, int most, Answer answer, int mostValid, int sequences, int validationSequences)
    implements Task {
  /** What is to be told at each step. */
  enum Answer {
    /** The symbol that follows, as a class. */
    NEXT,
    /** The symbols that may follow, as a number for each. */
    LEGAL
  }

  private static final int A = 1;
  private static final int B = 2;
  private static final int END = 3;
  private static final int SYMBOLS = END + 1;

  @Override
  public DataShape shape() {
    return new DataShape(true, SYMBOLS, answer == Answer.NEXT, SYMBOLS, Targets.Moment.EVERY_STEP);
  }

  @Override
  public int longest() {
    return 2 * most + 1;
  }

  @Override
  public Task forValidation() {
    return mostValid == 0
        ? this
        : new CountingTask(most + 1, mostValid, answer, 0, sequences, validationSequences);
  }

  @Override
  public Example draw(RandomGenerator random) {
    int n = Draws.between(random, least, most);
    int[] sequence = new int[2 * n + 2];
    for (int i = 1; i <= n; i++) {
      sequence[i] = A;
      sequence[n + i] = B;
    }
    sequence[2 * n + 1] = END;
    Example next = Draws.nextSymbols(SYMBOLS, sequence);
    return answer == Answer.NEXT ? next : new Example(next.inputs(), legal(n));
  }

  /** After each symbol that is read, those that may follow. */
  private static Targets legal(int n) {
    float[] may = new float[(2 * n + 1) * SYMBOLS];
    may[A] = 1;
    for (int step = 1; step <= 2 * n; step++) {
      boolean isA = step <= n;
      boolean isLast = step == 2 * n;
      may[step * SYMBOLS + A] = isA ? 1 : 0;
      may[step * SYMBOLS + B] = isLast ? 0 : 1;
      may[step * SYMBOLS + END] = isLast ? 1 : 0;
    }
    return new Targets.Values(Targets.Moment.EVERY_STEP, SYMBOLS, may);
  }
}
