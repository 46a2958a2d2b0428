package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.diagnose.clipping.ClipBooks;
import dev.carousel.cli.diagnose.clipping.ClipperTrials;
import dev.carousel.cli.diagnose.measured.Forecasts;
import dev.carousel.cli.diagnose.measured.LagChoice;
import dev.carousel.cli.diagnose.measured.Recipe;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.cli.diagnose.measured.RunNames;
import dev.carousel.cli.diagnose.measured.Subject;
import dev.carousel.cli.diagnose.remedy.Prover;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.data.ConstantPrediction;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.diagnosis.BrokenTraining;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.lab.LaboratoryMemory;
import dev.carousel.flow.training.LastFinite;
import dev.carousel.flow.training.TrainingWatch;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Optimizer;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingMemory;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.List;
import java.util.Optional;

/** Where networks are trained and measured: all on the same data, with the same seed. */
final class Bench implements Prover.Bench, ClipperTrials.Bench {
  private final Session session;
  private final Console console;
  private final boolean progressWanted;
  private final RunOptions options;
  private final Engine engine;
  private final Dataset data;
  private final Part part;
  private final LagChoice lag;
  private final Optional<Dependence> dependence;

  /** What is trained here is trained as these options say, but for what a recipe says. */
  Bench(Session session, Console console, boolean progressWanted, RunOptions options, int lag) {
    this.session = session;
    this.console = console;
    this.progressWanted = progressWanted;
    this.options = options;
    engine = session.engine(options.train().engine());
    data = options.data().open(session.plugins());
    part = Subject.part(data);
    this.lag = LagChoice.of(part, lag, options.train().seed());
    dependence = Subject.dependence(data, part, this.lag);
  }

  Dataset data() {
    return data;
  }

  LagChoice lag() {
    return lag;
  }

  /** The network of the options around a cell. */
  Network network(PluginRef cell) {
    NetworkSpec spec = options.model().spec(data.shape(), cell.toString());
    Network network = ModelOptions.compile(engine, spec, session.plugins());
    new LaboratoryMemory(network, lag.settings()).requireFits();
    return network;
  }

  /** Measures a network as it starts. */
  Run untrained(Network network) {
    long seed = options.train().seed();
    return measured(
        new Subject(network, network.initialParameters(seed), 0, Double.NaN, null, null, 0));
  }

  /** What is to be expected of networks as they start. */
  Forecasts foretell(List<Network> networks) {
    List<Run> starts = networks.stream().map(this::untrained).toList();
    return new Forecasts(
        RunNames.of(starts),
        starts.stream().map(start -> LearningForecast.of(start.report())).toList(),
        ConstantPrediction.loss(data.validation()),
        data.shape().moment() == Targets.Moment.END);
  }

  @Override
  public Run train(Recipe recipe, long updates) {
    return trained(
        network(recipe.cell()), recipe, plan(recipe).withLimit(Limit.ofUpdates(updates)));
  }

  @Override
  public void train(Recipe recipe, long updates, String name, ClipBooks books) {
    RunProgress progress =
        new RunProgress(console, progressWanted, recipe.cell() + " with " + name);
    TrainingListener listener = TrainingListener.of(List.of(books, progress));
    TrainingPlan plan = plan(recipe).withLimit(Limit.ofUpdates(updates));
    try {
      trainer(network(recipe.cell()), recipe, plan, listener).run();
    } finally {
      progress.done();
    }
  }

  /** Trains a network until the end that the options give, and measures it. */
  Run trained(Network network, Recipe recipe) {
    return trained(network, recipe, plan(recipe));
  }

  private TrainingPlan plan(Recipe recipe) {
    return options.train().plan(Limit.ofUpdates(DiagnoseDefaults.UPDATES)).withBptt(recipe.bptt());
  }

  private Run trained(Network network, Recipe recipe, TrainingPlan plan) {
    TrainingWatch watch = TrainingWatch.of(network, part, lag.settings(), session.flow());
    LastFinite seen = new LastFinite();
    TrainingListener progress = progress(network, true);
    TrainingListener listener = TrainingListener.of(List.of(watch.listener(), seen, progress));
    TrainingResult result;
    try {
      result = trainer(network, recipe, plan, listener).run();
    } catch (CarouselException failure) {
      if (!seen.hasMetNonFinite()) {
        throw failure;
      }
      return measuredWhereItWasFinite(network, recipe, plan, watch, seen, failure);
    }
    return measured(
        new Subject(
            network,
            result.parameters(),
            result.counters().updates(),
            result.validLoss(),
            recipe,
            watch.report(),
            Subject.truncation(part, plan.bptt())));
  }

  /** Of a training that failed since it was not finite: the network at its last finite state. */
  private Run measuredWhereItWasFinite(
      Network network,
      Recipe recipe,
      TrainingPlan plan,
      TrainingWatch watch,
      LastFinite seen,
      CarouselException failure) {
    String end = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return measured(
            new Subject(
                network,
                seen.parameters().orElseGet(() -> network.initialParameters(plan.seed())),
                seen.planned(),
                Double.POSITIVE_INFINITY,
                recipe,
                watch.report(),
                Subject.truncation(part, plan.bptt())))
        .with(BrokenTraining.of(seen, end).finding());
  }

  private Trainer trainer(
      Network network, Recipe recipe, TrainingPlan plan, TrainingListener listener) {
    Optimizer optimizer = session.plugins().optimizer(recipe.optimizer());
    List<NamedHook> hooks = TrainOptions.hooks(session.plugins(), recipe.hooks());
    new TrainingMemory(network, data, optimizer, hooks, plan).requireFits();
    return session
        .trainers()
        .create(
            network,
            data,
            optimizer,
            options.train().schedule(session.plugins()),
            hooks,
            plan,
            listener);
  }

  private Run measured(Subject subject) {
    RunProgress progress = progress(subject.network(), subject.updates() > 0);
    progress.say("measuring");
    Run run = subject.measure(part, lag, session.flow(), dependence);
    progress.done();
    return run;
  }

  private RunProgress progress(Network network, boolean isTrained) {
    return new RunProgress(console, progressWanted && isTrained, network.spec().cell());
  }
}
