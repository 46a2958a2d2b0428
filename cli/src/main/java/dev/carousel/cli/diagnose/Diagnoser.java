package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.evaluate.EvaluatedData;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.engine.Engine;
import dev.carousel.flow.training.TrainingWatch;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gets networks ready, from a run folder or by training them briefly, and measures them. */
final class Diagnoser {
  private static final List<String> DEMONSTRATION = List.of("rnn", "lstm");
  private static final long UPDATES = 200;

  private final Session session;
  private final Console console;
  private final boolean progressWanted;

  Diagnoser(Session session, Console console, boolean progressWanted) {
    this.session = session;
    this.console = console;
    this.progressWanted = progressWanted;
  }

  /** Measures the model of a run: on what its training held back, or on other data. */
  Diagnosis ofRun(Path run, DataOptions data, TrainOptions train, int lag) {
    LoadedModel model = LoadedModel.of(session, run, train.engine());
    Map<String, String> notes = model.saved().notes();
    EvaluatedData read = EvaluatedData.open(model.saved(), data, null, session.plugins());
    long seed = Long.parseLong(notes.getOrDefault("seed", Long.toString(train.seed())));
    LagChoice choice = LagChoice.of(read.part(), lag, seed);
    Subject subject =
        new Subject(
            model.network(),
            model.parameters(),
            Long.parseLong(notes.getOrDefault("bestUpdate", "0")),
            Double.parseDouble(notes.getOrDefault("validLoss", "NaN")),
            null,
            truncation(read.part(), Integer.parseInt(notes.getOrDefault("bptt", "0"))));
    Run measured = subject.measure(read.part(), choice, session.flow());
    return diagnosis(read.data(), seed, choice, List.of(measured), List.of());
  }

  /**
   * Trains each cell on the same data with the same seed, and measures it.
   *
   * @param prove whether to try what is prescribed too
   */
  Diagnosis ofCells(RunOptions options, boolean untrained, int lag, boolean prove) {
    Dataset data = options.data().open(session.plugins());
    Part part = data.validation().symbols() > 0 ? data.validation() : data.training();
    long seed = options.train().seed();
    LagChoice choice = LagChoice.of(part, lag, seed);
    TrainOptions train = options.train();
    List<NamedHook> hooks = train.hooks(session.plugins());
    List<Run> runs = new ArrayList<>();
    for (Network network : networks(options, data.shape())) {
      Bench bench = new Bench(network, data, part, choice);
      runs.add(
          untrained
              ? bench.measured(
                  new Subject(network, network.initialParameters(seed), 0, Double.NaN, null, 0))
              : bench.trained(train, hooks));
    }
    List<Cure> cures = prove ? cures(options, data, part, choice, runs) : List.of();
    return diagnosis(data, seed, choice, runs, cures);
  }

  private List<Cure> cures(
      RunOptions options, Dataset data, Part part, LagChoice choice, List<Run> runs) {
    Engine engine = session.engine(options.train().engine());
    Prover prover =
        new Prover(
            remedies(options.train()),
            choice.settings().lag(),
            change -> {
              NetworkSpec spec = options.model().spec(data.shape(), change.cell().toString());
              Network network = ModelOptions.compile(engine, spec, session.plugins());
              return new Bench(network, data, part, choice)
                  .trained(options.train(), hooks(options.train(), change));
            });
    return prover.prove(runs);
  }

  /** What is not in force already. */
  Remedies remedies(TrainOptions train) {
    return new Remedies(session.plugins(), train.hooks(session.plugins()));
  }

  /** New ones for each run, as they remember; the changed one in place of its like. */
  private List<NamedHook> hooks(TrainOptions train, Change change) {
    List<NamedHook> hooks = new ArrayList<>(train.hooks(session.plugins()));
    PluginRef added = change.hook();
    if (added != null) {
      hooks.removeIf(hook -> PluginRef.parse(hook.name()).id().equals(added.id()));
      hooks.add(new NamedHook(added.toString(), session.plugins().hook(added)));
    }
    return hooks;
  }

  /** All of them before the first is trained, so that a wrong cell is refused at once. */
  private List<Network> networks(RunOptions options, DataShape shape) {
    Engine engine = session.engine(options.train().engine());
    List<String> named = options.model().cells();
    return (named.isEmpty() ? DEMONSTRATION : named)
        .stream()
            .map(cell -> options.model().spec(shape, PluginRef.parse(cell).toString()))
            .map(spec -> ModelOptions.compile(engine, spec, session.plugins()))
            .toList();
  }

  /** A network, and what it is trained and measured on. */
  private final class Bench {
    private final Network network;
    private final Dataset data;
    private final Part part;
    private final LagChoice lag;

    Bench(Network network, Dataset data, Part part, LagChoice lag) {
      this.network = network;
      this.data = data;
      this.part = part;
      this.lag = lag;
    }

    Run trained(TrainOptions train, List<NamedHook> hooks) {
      RunProgress progress = progress(true);
      TrainingWatch watch = TrainingWatch.of(network, part, lag.settings(), session.flow());
      TrainingPlan plan = train.plan(Limit.ofUpdates(UPDATES));
      Trainer trainer =
          session
              .trainers()
              .create(
                  network,
                  data,
                  train.optimizer(session.plugins()),
                  train.schedule(session.plugins()),
                  hooks,
                  plan,
                  TrainingListener.of(List.of(watch.listener(), progress)));
      TrainingResult result = trainer.run();
      int bptt = truncation(part, plan.bptt());
      return measured(
          new Subject(
              network,
              result.parameters(),
              result.counters().updates(),
              result.validLoss(),
              watch,
              bptt));
    }

    Run measured(Subject subject) {
      RunProgress progress = progress(subject.updates() > 0);
      progress.say("measuring");
      Run run = subject.measure(part, lag, session.flow());
      progress.done();
      return run;
    }

    private RunProgress progress(boolean isTrained) {
      return new RunProgress(console, progressWanted && isTrained, network.spec().cell());
    }
  }

  /** How far back an error travels if a part is read in such chunks; 0 if none is cut. */
  private static int truncation(Part part, int bptt) {
    boolean isCut = bptt > 0 && part.epoch(1, bptt, 1, 0).chunk(0).steps() <= bptt;
    return isCut ? bptt : 0;
  }

  private static Diagnosis diagnosis(
      Dataset data, long seed, LagChoice choice, List<Run> runs, List<Cure> cures) {
    String unit = data.shape().symbolsOut() ? "nats per symbol" : "(mean squared error)";
    int lag = choice.settings().lag();
    return new Diagnosis(data.description(), seed, unit, lag, runs, cures, choice.notes());
  }
}
