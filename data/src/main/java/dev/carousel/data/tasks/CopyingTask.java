package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The copying problem: 10 symbols are shown, and must be repeated in order after a delay of T
 * steps.
 *
 * <p>Inputs {@code [T + 20]}, of 10 symbols: 10 drawn from 1 to 8, then T - 1 blanks (0), the
 * signal to start (9), and 10 blanks. Targets {@code [T + 20]}, of 9 classes: T + 10 blanks, then
 * the 10 symbols. Without memory the best mean cross-entropy is {@code 10 ln 8 / (T + 20)}. The
 * generator of Arjovsky, Shah and Bengio (2016), after Hochreiter and Schmidhuber (1997).
 *
 * @param delay T
 * @param sequences of an epoch
 * @param validationSequences of the validation set
 */
record CopyingTask(int delay, int sequences, int validationSequences) implements Task {
  private static final int SHOWN = 10;
  private static final int LETTERS = 8;
  private static final int SIGNAL = LETTERS + 1;

  @Override
  public DataShape shape() {
    return new DataShape(true, SIGNAL + 1, true, LETTERS + 1, Targets.Moment.EVERY_STEP);
  }

  @Override
  public int longest() {
    return delay + 2 * SHOWN;
  }

  @Override
  public Example draw(RandomGenerator random) {
    int[] inputs = new int[longest()];
    int[] targets = new int[longest()];
    for (int i = 0; i < SHOWN; i++) {
      int letter = 1 + random.nextInt(LETTERS);
      inputs[i] = letter;
      targets[delay + SHOWN + i] = letter;
    }
    inputs[SHOWN + delay - 1] = SIGNAL;
    return new Example(
        new Inputs.Symbols(longest(), 1, SIGNAL + 1, inputs),
        new Targets.Symbols(Targets.Moment.EVERY_STEP, LETTERS + 1, targets));
  }
}
