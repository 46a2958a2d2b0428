package dev.carousel.benchmarks.gallery;

import dev.carousel.cli.options.Session;
import dev.carousel.data.Dataset;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.experiments.statistics.Estimate;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.dynamics.Dynamics;
import dev.carousel.flow.dynamics.DynamicsSettings;
import dev.carousel.flow.dynamics.Lyapunov;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.ConstantPrediction;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Measures the gradients of a cell as it starts and after a short training. */
final class StripMeter implements CellMeter {
  /** Steps of a sequence of the task. */
  static final int LENGTH = 50;

  /** The longest lag: from the last step to the first. */
  static final int LAG = LENGTH - 1;

  static final int UNITS = 32;
  static final int BATCH = 32;
  static final long UPDATES = 2000;
  static final String TASK = "adding";
  static final String OPTIMIZER = "adam:lr=0.005";
  static final String HOOK = "clip-norm:max=1";

  /** The validation loss as a share of that of the best constant prediction. */
  static final String LOSS = "trained loss";

  private static final int VALIDATED = 512;
  private static final int ROWS = 16;
  private static final int ENDS = 4;
  private static final long SEED = 1;

  /** When a network is measured. */
  enum When {
    START("at the start"),
    TRAINED("after training");

    private final String words;

    When(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** The first word of the names of its figures. */
    String figure() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The name before that of a state: the gradient by lag. */
    String gradient() {
      return figure() + " gradient ";
    }

    /** The name before that of a state: the growth of the gradient, nats per step. */
    String growth() {
      return figure() + " growth ";
    }

    /** The largest Lyapunov exponent. */
    String exponent() {
      return figure() + " exponent";
    }

    /** What it says of parallel steps. */
    String parallel() {
      return figure() + " parallel";
    }
  }

  private final Session session;
  private final Engine engine;
  private final Dataset data;
  private final long updates;

  StripMeter(Session session, long updates) {
    this.session = session;
    this.updates = updates;
    engine = session.engine(EngineSettings.threads(1));
    data = data(session, updates);
  }

  private static Dataset data(Session session, long updates) {
    Plugin<?> plugin = session.plugins().get(PluginKind.TASK, TASK);
    PluginRef task =
        PluginRef.parse(
            TASK + ":length=" + LENGTH + ",sequences=" + BATCH * updates + ",valid=" + VALIDATED);
    return TaskDataset.of(
        (TaskProvider) plugin.provider(),
        Options.of("task " + TASK, plugin.options(), task.options()));
  }

  /** Measures one cell with its default options. */
  @Override
  public void measure(String cell, MeasuredFigures into) {
    for (When when : When.values()) {
      into.removeAll(cell, when.figure() + " ");
    }
    Network network =
        Network.compile(
            engine,
            NetworkSpec.of(data.shape(), PluginRef.parse(cell))
                .units(UNITS)
                .from(session.plugins()));
    put(When.START, cell, network, network.initialParameters(SEED), into);
    TrainingResult trained = train(network);
    put(When.TRAINED, cell, network, trained.parameters(), into);
    double baseline = ConstantPrediction.loss(data.validation(), HeadLoss.of(data.shape()));
    into.put(cell, LOSS, trained.validLoss() / baseline);
  }

  private TrainingResult train(Network network) {
    return session
        .trainers()
        .builder(network, data)
        .optimizer(session.plugins().optimizer(PluginRef.parse(OPTIMIZER)))
        .hooks(List.of(new NamedHook(HOOK, session.plugins().hook(PluginRef.parse(HOOK)))))
        .plan(TrainingPlan.of(Limit.ofUpdates(updates)).batch(BATCH).seed(SEED))
        .build()
        .run();
  }

  private void put(
      When when, String cell, Network network, NamedTensors parameters, MeasuredFigures into) {
    FlowSettings settings = new FlowSettings(LAG, ROWS, ENDS, SEED, false);
    for (StateFlow state :
        GradientFlow.measure(network, parameters, data.validation(), settings)
            .layers()
            .get(0)
            .states()) {
      into.put(cell, when.gradient() + state.state(), state.gradient());
      double growth = state.growth() == null ? Double.NaN : state.growth().perStep();
      into.put(cell, when.growth() + state.state(), growth);
    }
    DynamicsSettings follow = DynamicsSettings.ofSteps(LENGTH);
    Lyapunov lyapunov =
        Objects.requireNonNull(
            Dynamics.measure(network, parameters, data.validation(), follow).get(0).lyapunov());
    Estimate largest = lyapunov.estimate(0);
    into.put(cell, when.exponent(), largest.value(), largest.low95(), largest.high95());
    into.put(cell, when.parallel(), lyapunov.parallelInTime().name().toLowerCase(Locale.ROOT));
  }
}
