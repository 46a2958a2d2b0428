package dev.carousel.benchmarks.tasks;

import dev.carousel.data.Dataset;
import dev.carousel.data.Targets;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Network;
import dev.carousel.model.Predictions;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Evaluation;
import dev.carousel.train.Tally;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Measures a trained network on sequences that training never saw. Those are the sequences of the
 * seed 0, which no run has, and are not those of the validation set either.
 */
final class Exam {
  /** How many sequences are drawn. */
  static final int SEQUENCES = 1000;

  /** Counting is tried to so many times the n that the criterion asks for. */
  private static final int FURTHER = 10;

  /** The longest lag of the gradient flow, as {@code diagnose} has it. */
  private static final int LAG = 100;

  private final Plugins plugins;

  Exam(Plugins plugins) {
    this.plugins = plugins;
  }

  /** The data of a task with its options. */
  Dataset data(PluginRef task) {
    TaskProvider provider = (TaskProvider) plugins.get(PluginKind.TASK, task.id()).provider();
    return TaskDataset.of(
        provider, Options.of("task " + task.id(), provider.options(), task.options()));
  }

  /** What the criterion of a generated task measures. */
  double score(Exercise exercise, BoundNetwork network) {
    return switch (exercise.criterion().measure()) {
      case LOSS -> fresh(exercise, network).mean();
      case ACCURACY -> accuracy(fresh(exercise, network));
      case COUNTS -> counts(exercise, network);
      case BITS -> throw new IllegalArgumentException("bits are those of a text");
    };
  }

  private LossTotal fresh(Exercise exercise, BoundNetwork network) {
    PluginRef task = with(exercise, Map.of("sequences", Integer.toString(SEQUENCES)));
    return Evaluation.of(network, data(task).training());
  }

  private static double accuracy(LossTotal total) {
    return (double) total.correct() / total.predictions();
  }

  private PluginRef with(Exercise exercise, Map<String, String> changes) {
    PluginRef task = exercise.taskRef();
    Map<String, String> options = new TreeMap<>(task.options());
    options.putAll(changes);
    return new PluginRef(task.id(), options);
  }

  /** The greatest n such that all strings up to it are right; there is one string for each n. */
  private double counts(Exercise exercise, BoundNetwork network) {
    int most = FURTHER * (int) exercise.criterion().bound();
    int n = 0;
    while (n < most && isRight(exercise, network, n + 1)) {
      n++;
    }
    return n;
  }

  private boolean isRight(Exercise exercise, BoundNetwork network, int n) {
    String text = Integer.toString(n);
    PluginRef task =
        with(exercise, Map.of("min-n", text, "n", text, "valid-n", "0", "sequences", "1"));
    Labels labels = new Labels();
    Evaluation.scores(network, data(task).training(), labels);
    return labels.areRight;
  }

  /**
   * The largest horizon of a state, as {@code diagnose} fits it: infinite if the gradient of one
   * does not fall, NaN if none can be measured.
   */
  static double horizon(FlowMeter meter, Network network, NamedTensors parameters, Dataset data) {
    FlowSettings usual = FlowSettings.ofLag(LAG);
    FlowSettings settings =
        new FlowSettings(usual.lag(), usual.rows(), usual.ends(), usual.seed(), false);
    FlowReport report = meter.measure(network, parameters, data.validation(), settings);
    return report.layers().stream()
        .flatMap(layer -> layer.states().stream())
        .filter(state -> state.growth() != null)
        .mapToDouble(state -> Objects.requireNonNull(state.growth()).horizon())
        .max()
        .orElse(Double.NaN);
  }

  /** Whether all numbers that are 0 or 1 are predicted on the right side of a half. */
  private static final class Labels implements Tally {
    private boolean areRight = true;

    @Override
    public Tally another() {
      return new Labels();
    }

    @Override
    public void add(Predictions made, int[] sequences, int[] steps) {
      float[] truths = ((Targets.Values) made.targets()).values();
      for (int i = 0; i < made.count(); i++) {
        double[] points = made.points(i);
        for (int k = 0; k < points.length; k++) {
          areRight &= points[k] > 0.5 == truths[i * points.length + k] > 0.5;
        }
      }
    }

    @Override
    public void addAll(Tally other) {
      areRight &= ((Labels) other).areRight;
    }
  }
}
