package dev.carousel.benchmarks.runs;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.plugin.Plugins;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training run as {@code carousel train} would be asked for it: its usual optimizer, hooks, step
 * size and seed, without a validation part.
 *
 * @param table the CSV file of a run on a table; empty for the bundled novel
 */
public record RunRecipe(Case subject, String table) {
  /** More updates than any run makes: it ends when its time is over. */
  private static final String NO_END = Long.toString(Long.MAX_VALUE);

  /** The options, without dashes. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    String units = Integer.toString(subject.shape().units());
    options.put("cell", subject.cell());
    options.put("units", units);
    options.put("batch", Integer.toString(subject.shape().batch()));
    if (subject.kind() == Kind.TABLE) {
      options.put("csv", table);
      options.put("target", SeriesTable.TARGET);
      options.put("window", Integer.toString(subject.shape().steps()));
    } else {
      options.put("bptt", Integer.toString(subject.shape().steps()));
    }
    if (subject.kind() == Kind.WORDS) {
      options.put("tokens", "words");
      options.put("vocabulary", Integer.toString(subject.shape().input() - 1));
      options.put("min-count", "1");
      options.put("embedding", units);
    }
    options.put("valid", "0");
    options.put("evaluate-every", NO_END);
    options.put("updates", NO_END);
    return options;
  }

  /**
   * Opens the data and compiles the network.
   *
   * @throws IllegalStateException if the data has another size than the case says
   */
  public Parts parts(Plugins plugins, Engine engine) {
    RunOptions options = RunOptions.of(options());
    Dataset data = options.data().open(plugins);
    if (data.shape().inputFeatures() != subject.shape().input()) {
      throw new IllegalStateException(
          subject + ": the data has " + data.shape().inputFeatures() + " inputs");
    }
    Network network =
        ModelOptions.compile(engine, options.spec(data, subject.cell(), plugins), plugins);
    return new Parts(options, data, network, plugins);
  }

  /** What a run is made of. */
  public record Parts(RunOptions options, Dataset data, Network network, Plugins plugins) {
    /** A trainer that starts at the first update. */
    public Trainer trainer(TrainingListener listener) {
      return Trainer.builder(network, data)
          .optimizer(options.train().optimizer(plugins))
          .schedule(options.train().schedule(plugins))
          .hooks(options.train().hooks(plugins))
          .plan(options.train().plan(Limit.USUAL))
          .listener(listener)
          .build();
    }
  }
}
