package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The temporal order problem: two symbols, each X or Y, far apart among distractors; after the last
 * step, tell which of the four orders it was. Guessing has a cross-entropy of ln 4.
 *
 * <p>Inputs {@code [T]}, of 8 symbols: the start (0), distractors (1 to 4), X (5) and Y (6), and
 * the end (7). T is uniform in [L, 1.1 L], the place of the first symbol in [0.1 L, 0.2 L] and that
 * of the second in [0.5 L, 0.6 L], all inclusive and counted from 0. Target: the class 0 for XX, 1
 * for XY, 2 for YX, 3 for YY. With L = 100 it is task 6a of Hochreiter and Schmidhuber (1997); the
 * scaling with L is ours.
 *
 * @param length L, at least 10
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record TemporalOrderTask(int length, int sequences, int validationSequences) implements Task {
  private static final int DISTRACTORS = 4;
  private static final int X = DISTRACTORS + 1;
  private static final int END = X + 2;
  private static final int CLASSES = 4;

  @Override
  public DataShape shape() {
    return new DataShape(true, END + 1, true, CLASSES, Targets.Moment.END);
  }

  @Override
  public int longest() {
    return length + length / 10;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int[] ids = new int[between(random, length, longest())];
    for (int step = 1; step < ids.length - 1; step++) {
      ids[step] = 1 + random.nextInt(DISTRACTORS);
    }
    ids[ids.length - 1] = END;
    int first = random.nextInt(2);
    int second = random.nextInt(2);
    ids[between(random, tenths(1), tenths(2))] = X + first;
    ids[between(random, tenths(5), tenths(6))] = X + second;
    return new Example(
        new Inputs.Symbols(ids.length, 1, END + 1, ids),
        new Targets.Symbols(Targets.Moment.END, CLASSES, new int[] {2 * first + second}));
  }

  private int tenths(int tenths) {
    return length * tenths / 10;
  }

  private static int between(RandomGenerator random, int least, int most) {
    return least + random.nextInt(most - least + 1);
  }
}
