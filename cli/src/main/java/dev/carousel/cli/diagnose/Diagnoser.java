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
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.flow.training.TrainingWatch;
import dev.carousel.model.Network;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.Limit;
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
            Integer.parseInt(notes.getOrDefault("bptt", "0")));
    Run measured = subject.measure(read.part(), choice, session.flow());
    return diagnosis(read.data(), seed, choice, List.of(measured));
  }

  /** Trains each cell on the same data with the same seed, and measures it. */
  Diagnosis ofCells(RunOptions options, boolean untrained, int lag) {
    Dataset data = options.data().open(session.plugins());
    Part part = data.validation().symbols() > 0 ? data.validation() : data.training();
    long seed = options.train().seed();
    LagChoice choice = LagChoice.of(part, lag, seed);
    List<Run> runs = new ArrayList<>();
    for (Network network : networks(options, data.shape())) {
      RunProgress progress =
          new RunProgress(console, progressWanted && !untrained, network.spec().cell());
      Subject subject =
          untrained
              ? new Subject(network, network.initialParameters(seed), 0, Double.NaN, null, 0)
              : trained(network, data, options.train(), progress, part, choice);
      progress.say("measuring");
      runs.add(subject.measure(part, choice, session.flow()));
      progress.done();
    }
    return diagnosis(data, seed, choice, runs);
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

  private Subject trained(
      Network network,
      Dataset data,
      TrainOptions train,
      RunProgress progress,
      Part part,
      LagChoice lag) {
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
                train.hooks(session.plugins()),
                plan,
                TrainingListener.of(List.of(watch.listener(), progress)));
    TrainingResult result = trainer.run();
    return new Subject(
        network,
        result.parameters(),
        result.counters().updates(),
        result.validLoss(),
        watch,
        isStream(data) ? plan.bptt() : 0);
  }

  /** Only long streams are cut into chunks; windows and the sequences of tasks are whole. */
  private static boolean isStream(Dataset data) {
    return data.shape().moment() == Targets.Moment.EVERY_STEP && data.shape().symbolsIn();
  }

  private static Diagnosis diagnosis(Dataset data, long seed, LagChoice choice, List<Run> runs) {
    String unit = data.shape().symbolsOut() ? "nats per symbol" : "(mean squared error)";
    int lag = choice.settings().lag();
    return new Diagnosis(data.description(), seed, unit, lag, runs, choice.notes());
  }
}
