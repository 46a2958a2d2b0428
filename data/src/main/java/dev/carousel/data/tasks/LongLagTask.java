package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Sequences without noise and with a long time lag: the last symbol is the first one again. Tasks
 * 2a and 2b of Hochreiter and Schmidhuber (Long short-term memory, 1997, section 5.2).
 *
 * <p>There are p + 1 symbols: a_1 to a_(p-1) (ids 0 to p - 2), x (p - 1) and y (p). A sequence is x
 * or y, each as likely, then p - 1 symbols a, then the first symbol again. Inputs {@code [p]}: all
 * but the last symbol; targets {@code [p]}: the next symbol. The symbols between have one of two
 * forms:
 *
 * <ul>
 *   <li>{@link Between#ORDERED}: a_1, a_2, .., a_(p-1), which is task 2a. There are only two
 *       sequences. A network that forgets the first symbol is right at all steps but half of the
 *       last ones, so in a share 1 - 1 / (2p) of all predictions. The minimum loss is 0.
 *   <li>{@link Between#RANDOM}: each drawn from a_1 to a_(p-1), which is task 2b. Only the last
 *       symbol can be told. The minimum mean cross-entropy is {@code (p - 1) ln(p - 1) / p} nats
 *       per prediction.
 * </ul>
 *
 * <p>In the paper a run succeeds if no output is off by 0.25 or more in 10,000 sequences: at every
 * step in task 2a, at the end in task 2b.
 *
 * @param lag p, at least 2
 * @param between the form of the symbols between
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record LongLagTask(int lag, Between between, int sequences, int validationSequences)
    implements Task {
  /** The symbols between the first and the last. */
  enum Between {
    /** Task 2a: always the same. */
    ORDERED,
    /** Task 2b: random. */
    RANDOM
  }

  @Override
  public DataShape shape() {
    return new DataShape(true, lag + 1, true, lag + 1, Targets.Moment.EVERY_STEP);
  }

  @Override
  public int longest() {
    return lag;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int[] sequence = new int[lag + 1];
    sequence[0] = lag - 1 + random.nextInt(2);
    for (int step = 1; step < lag; step++) {
      sequence[step] = between == Between.ORDERED ? step - 1 : random.nextInt(lag - 1);
    }
    sequence[lag] = sequence[0];
    return Draws.nextSymbols(lag + 1, sequence);
  }
}
