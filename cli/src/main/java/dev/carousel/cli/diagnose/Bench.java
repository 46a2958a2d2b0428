package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.data.ChunkFit;
import dev.carousel.data.ConstantPrediction;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.clipping.ClipBooks;
import dev.carousel.flow.clipping.ClipperTrials;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.BrokenTraining;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.SeedForecasts;
import dev.carousel.flow.lab.LaboratoryMemory;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.RunNames;
import dev.carousel.flow.measured.Subject;
import dev.carousel.flow.remedy.Prover;
import dev.carousel.flow.training.LastFinite;
import dev.carousel.flow.training.TrainingWatch;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Optimizer;
import dev.carousel.train.BlankPrediction;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingMemory;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<Trained, Run> trained = new HashMap<>();

  /** What says all of a training here. */
  private record Trained(Recipe recipe, long updates, long seed) {}

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

  /** The loss of outputs that are all zero; NaN if nothing is held back. */
  double blank() {
    return BlankPrediction.loss(data);
  }

  /** What of the batch and the chunk length asked for the data is too short for. */
  Optional<String> shortened() {
    TrainingPlan plan = options.train().plan(Limit.ofUpdates(DiagnoseDefaults.UPDATES));
    String note = ChunkFit.of(data.training(), plan.batch(), plan.bptt()).note();
    return Optional.ofNullable(note).map(what -> "Trained with " + what + ".");
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
    return untrained(network, options.train().seed());
  }

  private Run untrained(Network network, long seed) {
    return measured(
        new Subject(network, network.initialParameters(seed), 0, Double.NaN, null, null, 0), "");
  }

  /** What is to be expected of networks as they start with these seeds. */
  Forecasts foretell(List<Network> networks, List<Long> seeds) {
    List<Run> starts = new ArrayList<>();
    List<SeedForecasts> bySeed = new ArrayList<>();
    for (Network network : networks) {
      List<Run> own = seeds.stream().map(seed -> untrained(network, seed)).toList();
      starts.add(own.get(0));
      bySeed.add(
          new SeedForecasts(
              seeds, own.stream().map(run -> LearningForecast.of(run.report())).toList()));
    }
    return Forecasts.of(
        RunNames.of(starts),
        bySeed,
        ConstantPrediction.loss(data.validation()),
        data.shape().moment() == Targets.Moment.END);
  }

  /** What was trained as it would be here is not trained again. */
  @Override
  public Run train(Recipe recipe, long updates, long seed, String name) {
    Run known = trained.get(new Trained(recipe, updates, seed));
    return known != null
        ? known
        : trained(network(recipe.cell()), recipe, plan(recipe, updates, seed), name);
  }

  @Override
  public void train(Recipe recipe, long updates, long seed, String name, ClipBooks books) {
    RunProgress progress =
        new RunProgress(console, progressWanted, recipe.cell() + " with " + name);
    TrainingListener listener = TrainingListener.of(List.of(books, progress));
    TrainingPlan plan = plan(recipe, updates, seed);
    try {
      trainer(network(recipe.cell()), recipe, plan, listener).run();
    } finally {
      progress.done();
    }
  }

  /** Trains a network until the end that the options give, and measures it. */
  Run trained(Network network, Recipe recipe) {
    TrainingPlan plan = plan(recipe);
    Run run = trained(network, recipe, plan, "");
    if (plan.patience() == 0 && plan.limit().minutes() == 0) {
      trained.put(new Trained(recipe, run.updates(), plan.seed()), run);
    }
    return run;
  }

  /** Of a training that is compared: all of them have as many updates. */
  private TrainingPlan plan(Recipe recipe, long updates, long seed) {
    return plan(recipe).withLimit(Limit.ofUpdates(updates)).withoutPatience().withSeed(seed);
  }

  private TrainingPlan plan(Recipe recipe) {
    return options.train().plan(Limit.ofUpdates(DiagnoseDefaults.UPDATES)).withBptt(recipe.bptt());
  }

  /**
   * Trains and measures.
   *
   * @param name of what is tried, which is read as what was trained before; empty for what is not
   */
  private Run trained(Network network, Recipe recipe, TrainingPlan plan, String name) {
    TrainingWatch watch = TrainingWatch.of(network, part, lag.settings(), session.flow());
    LastFinite seen = new LastFinite();
    RunProgress progress = progress(network, true, name);
    TrainingListener listener = TrainingListener.of(List.of(watch.listener(), seen, progress));
    TrainingResult result;
    try {
      result = trainer(network, recipe, plan, listener).run();
    } catch (CarouselException failure) {
      if (!seen.explains(failure)) {
        throw failure;
      }
      Subject left = whereItWasFinite(network, recipe, plan, watch, seen);
      String end = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
      return measured(left, name).failedBy(BrokenTraining.of(seen, end).finding());
    }
    Subject subject =
        new Subject(
            network,
            result.parameters(),
            result.counters().updates(),
            result.validLoss(),
            recipe,
            watch.report(),
            Subject.truncation(part, plan.bptt()));
    return measured(subject, name).checkedFor(data);
  }

  /** Of a training that failed since it was not finite: the network at its last finite state. */
  private Subject whereItWasFinite(
      Network network, Recipe recipe, TrainingPlan plan, TrainingWatch watch, LastFinite seen) {
    return new Subject(
        network,
        seen.parameters().orElseGet(() -> network.initialParameters(plan.seed())),
        seen.planned(),
        Double.POSITIVE_INFINITY,
        recipe,
        watch.report(),
        Subject.truncation(part, plan.bptt()));
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

  /** How much of the past what is tried needs is known of the network that it is tried on. */
  private Run measured(Subject subject, String name) {
    RunProgress progress = progress(subject.network(), subject.updates() > 0, name);
    progress.say("measuring");
    Run run =
        name.isEmpty()
            ? subject.measure(part, lag, session.flow(), dependence)
            : subject.measure(part, lag, session.flow(), Need.assumed(lag.settings().lag()));
    progress.done();
    return run;
  }

  private RunProgress progress(Network network, boolean isTrained, String name) {
    String cell = network.spec().cell();
    String what = name.isEmpty() ? cell : cell + " (" + name + ")";
    return new RunProgress(console, progressWanted && isTrained, what);
  }
}
