package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The temporal order problem as Pascanu, Mikolov and Bengio generate it (On the difficulty of
 * training recurrent neural networks, 2013; the authors' {@code tempOrder.py} and {@code
 * tempOrder3bit.py}). It has no symbol at either end, and sequences of mixed lengths.
 *
 * <p>Inputs {@code [T]}, of 6 symbols: A (0), B (1), and distractors (2 to 5). T is uniform between
 * the minimum and the maximum length, both inclusive. Of two symbols A or B the first lies in [0.1
 * T, 0.2 T) and the second in [0.5 T, 0.6 T). Of three they lie in [0.1 T, 0.2 T), [0.3 T, 0.4 T)
 * and [0.6 T, 0.7 T). Positions are counted from 0, and a tenth is rounded down. Target: the class,
 * the symbols read as binary digits. As in the authors' code, the first digit is worth 1: 0 for AA,
 * 1 for BA, 2 for AB, 3 for BB. Guessing has a cross-entropy of ln 4 or ln 8. In the paper one
 * model is trained on lengths from 50 to 200.
 *
 * @param shortest the minimum length, at least 10
 * @param longest the maximum length
 * @param symbols 2 or 3
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record PascanuOrderTask(
    int shortest, int longest, int symbols, int sequences, int validationSequences)
    implements Task {
  private static final int DISTRACTORS = 4;
  private static final int VOCABULARY = 2 + DISTRACTORS;
  private static final int WIDTH = 10;

  @Override
  public DataShape shape() {
    return new DataShape(true, VOCABULARY, true, 1 << symbols, Targets.Moment.END);
  }

  @Override
  public Example draw(RandomGenerator random) {
    int[] ids = new int[Draws.between(random, shortest, longest)];
    for (int step = 0; step < ids.length; step++) {
      ids[step] = 2 + random.nextInt(DISTRACTORS);
    }
    int[] places = symbols == 2 ? new int[] {10, 50} : new int[] {10, 30, 60};
    int width = Draws.hundredths(ids.length, WIDTH);
    int order = 0;
    for (int i = 0; i < symbols; i++) {
      int drawn = random.nextInt(2);
      ids[Draws.hundredths(ids.length, places[i]) + random.nextInt(width)] = drawn;
      order += drawn << i;
    }
    return Draws.classification(VOCABULARY, ids, 1 << symbols, order);
  }
}
