package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The temporal order problem: two or three symbols, each X or Y, far apart among distractors; the
 * target after the last step is which of the four or eight orders it was. Guessing has a
 * cross-entropy of ln 4 or ln 8.
 *
 * <p>Inputs {@code [T]}, of 8 symbols: the start (0), distractors (1 to 4), X (5) and Y (6), and
 * the end (7). T is uniform in [L, 1.1 L]. Of two symbols the first lies in [0.1 L, 0.2 L] and the
 * second in [0.5 L, 0.6 L]. Of three the others lie in [0.33 L, 0.43 L] and [0.66 L, 0.76 L]. All
 * bounds are inclusive, counted from 0 and rounded down. Target: the class, the symbols read as
 * binary digits with X as 0: 0 for XX, 1 for XY, 2 for YX, 3 for YY. With L = 100 these are the
 * tasks 6a and 6b of Hochreiter and Schmidhuber (1997); the scaling with L is ours. There an answer
 * is right if every output is off by less than 0.3.
 *
 * @param length L, at least 10
 * @param symbols 2 or 3
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record TemporalOrderTask(int length, int symbols, int sequences, int validationSequences)
    implements Task {
  private static final int DISTRACTORS = 4;
  private static final int X = DISTRACTORS + 1;
  private static final int END = X + 2;
  private static final int WIDTH = 10;

  @Override
  public DataShape shape() {
    return new DataShape(true, END + 1, true, 1 << symbols, Targets.Moment.END);
  }

  @Override
  public int longest() {
    return length + length / 10;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int[] ids = new int[Draws.between(random, length, longest())];
    for (int step = 1; step < ids.length - 1; step++) {
      ids[step] = 1 + random.nextInt(DISTRACTORS);
    }
    ids[ids.length - 1] = END;
    int[] drawn = new int[symbols];
    int order = 0;
    for (int i = 0; i < symbols; i++) {
      drawn[i] = random.nextInt(2);
      order = 2 * order + drawn[i];
    }
    int[] places = symbols == 2 ? new int[] {10, 50} : new int[] {10, 33, 66};
    for (int i = 0; i < symbols; i++) {
      int least = Draws.hundredths(length, places[i]);
      int most = Draws.hundredths(length, places[i] + WIDTH);
      ids[Draws.between(random, least, most)] = X + drawn[i];
    }
    return Draws.classification(END + 1, ids, 1 << symbols, order);
  }
}
