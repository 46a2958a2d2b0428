package dev.carousel.benchmarks.tasks;

import dev.carousel.benchmarks.tasks.Criterion.Measure;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A line of the plan: a cell, what it is to learn, its budget, and how it is judged. Immutable and
 * thread-safe.
 *
 * @param task as {@code --task} takes it, or {@value #TEXT} for the bundled novel
 * @param cell with its options, or a stack of layers
 * @param size of the network
 * @param budget what it is given
 * @param method how it is trained
 * @param criterion when it counts as having learnt
 * @param isToLearn whether the literature, or the cell's design, says that it does
 */
record Exercise(
    String task,
    String cell,
    Size size,
    Budget budget,
    Method method,
    Criterion criterion,
    boolean isToLearn) {
  /** The task that is not generated: the next character of the novel. */
  static final String TEXT = "text";

  /** Sequences of the fixed validation set. */
  private static final int VALIDATED = 300;

  /** How much of the text is held out. */
  private static final String HELD_OUT = "0.1";

  /**
   * What a network is given.
   *
   * @param batch sequences, or rows of a text, in an update
   * @param updates the most of them
   * @param seeds how many runs, with the seeds from {@value #FIRST_SEED} on
   */
  record Budget(int batch, long updates, int seeds) {
    /** Settings were looked for with smaller seeds, so these tell how others would do. */
    private static final long FIRST_SEED = 11;

    /** The seeds, in order. */
    Stream<Long> eachSeed() {
      return LongStream.range(FIRST_SEED, FIRST_SEED + seeds).boxed();
    }
  }

  /**
   * How a network is trained.
   *
   * @param optimizer with its options
   * @param schedule of the step size
   * @param hook that clips
   * @param loss empty for the usual one
   */
  record Method(String optimizer, String schedule, String hook, String loss) {}

  boolean isText() {
    return task.equals(TEXT);
  }

  /** The task without its options. */
  String taskId() {
    return PluginRef.parse(task).id();
  }

  /** The task, with as many fresh sequences in its one epoch as training takes. */
  PluginRef taskRef() {
    PluginRef ref = PluginRef.parse(task);
    Map<String, String> options = new TreeMap<>(ref.options());
    options.put("sequences", Long.toString(budget.batch() * budget.updates()));
    options.put("valid", Integer.toString(VALIDATED));
    return new PluginRef(ref.id(), options);
  }

  /**
   * The number of updates between two looks at the validation set: a text has one look, counting a
   * hundred, because longer strings come and go in a training, and the others twenty.
   */
  long look() {
    int looks = isText() ? 1 : criterion.measure() == Measure.COUNTS ? 100 : 20;
    return Math.max(1, budget.updates() / looks);
  }

  /**
   * The command line that trains the same network.
   *
   * @param units that the size stands for
   */
  List<String> command(int units, long seed) {
    return List.of(
        "carousel train " + (isText() ? "--valid " + HELD_OUT : "--task " + taskRef()),
        Stack.isText(cell) ? "--stack \"" + cell + "\"" : "--cell " + cell + " --units " + units,
        "--batch " + budget.batch() + " --updates " + budget.updates(),
        "--evaluate-every " + look() + " --optimizer " + method.optimizer(),
        "--schedule " + method.schedule() + " --hook " + method.hook(),
        (method.loss().isEmpty() ? "" : "--loss " + method.loss() + " ") + "--seed " + seed,
        "--threads 1 --out run");
  }

  /** For a line of the console. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s, %s", task, cell);
  }
}
