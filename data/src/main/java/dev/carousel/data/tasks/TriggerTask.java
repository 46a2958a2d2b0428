package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Very long time lags among random symbols: after a trigger, the second symbol must be told. Task
 * 2c of Hochreiter and Schmidhuber (Long short-term memory, 1997, section 5.2).
 *
 * <p>There are p + 4 symbols: the distractors a_1 to a_p (ids 0 to p - 1), the trigger e (p), the
 * start b (p + 1), x (p + 2) and y (p + 3). A sequence is b, then x or y, each as likely, then q +
 * k distractors, each drawn from a_1 to a_p, then e. k is geometric: {@code (1/10) (9/10)^k}, so
 * that the end cannot be counted, and 9 on average. Inputs {@code [q + k + 3]}: all of it. Target:
 * the class after e, 0 for x and 1 for y. Guessing has a cross-entropy of ln 2.
 *
 * <p>The paper's sequence ends with the target, which is never read. Its formula draws the
 * distractors from a_1 to a_q; its text and its table, which has q and p apart, from a_1 to a_p, as
 * here. A k above {@value #MOST_MORE}, which one sequence in 40,000 would have, is drawn again. In
 * the paper a run succeeds if no output is off by 0.2 or more in 10,000 sequences.
 *
 * @param lag q
 * @param distractors p
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record TriggerTask(int lag, int distractors, int sequences, int validationSequences)
    implements Task {
  /** The largest k. */
  static final int MOST_MORE = 100;

  private static final double END = 0.1;
  private static final int CLASSES = 2;

  @Override
  public DataShape shape() {
    return new DataShape(true, distractors + 4, true, CLASSES, Targets.Moment.END);
  }

  @Override
  public int longest() {
    return lag + MOST_MORE + 3;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int[] ids = new int[longest()];
    int drawn = random.nextInt(CLASSES);
    ids[0] = distractors + 1;
    ids[1] = distractors + 2 + drawn;
    int end = 2 + lag + more(random);
    for (int step = 2; step < end; step++) {
      ids[step] = random.nextInt(distractors);
    }
    ids[end] = distractors;
    return Draws.classification(distractors + 4, Arrays.copyOf(ids, end + 1), CLASSES, drawn);
  }

  private static int more(RandomGenerator random) {
    int more;
    do {
      more = 0;
      while (more <= MOST_MORE && random.nextDouble() >= END) {
        more++;
      }
    } while (more > MOST_MORE);
    return more;
  }
}
