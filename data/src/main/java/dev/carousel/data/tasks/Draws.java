package dev.carousel.data.tasks;

import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import org.apache.commons.math3.random.RandomGenerator;

/** Random draws that the generators share. */
final class Draws {
  private Draws() {}

  /** A whole number from {@code least} to {@code most}, both inclusive, each as likely. */
  static int between(RandomGenerator random, int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** So many hundredths of a length, rounded down. */
  static int hundredths(int length, int hundredths) {
    return (int) ((long) length * hundredths / 100);
  }

  /** Numbers to read, and one number to predict at the end. */
  static Task.Example regression(int features, float[] values, double target) {
    return new Task.Example(
        new Inputs.Values(values.length / features, 1, features, values),
        new Targets.Values(Targets.Moment.END, 1, new float[] {(float) target}));
  }

  /** Symbols to read, and one class to tell at the end. */
  static Task.Example classification(int vocabulary, int[] ids, int classes, int target) {
    return new Task.Example(
        new Inputs.Symbols(ids.length, 1, vocabulary, ids),
        new Targets.Symbols(Targets.Moment.END, classes, new int[] {target}));
  }

  /** Every symbol of a sequence but the last to read, each with the next to predict. */
  static Task.Example nextSymbols(int vocabulary, int[] sequence) {
    int steps = sequence.length - 1;
    int[] inputs = new int[steps];
    int[] targets = new int[steps];
    System.arraycopy(sequence, 0, inputs, 0, steps);
    System.arraycopy(sequence, 1, targets, 0, steps);
    return new Task.Example(
        new Inputs.Symbols(steps, 1, vocabulary, inputs),
        new Targets.Symbols(Targets.Moment.EVERY_STEP, vocabulary, targets));
  }
}
