package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.cli.text.Look;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.engine.Engine;
import dev.carousel.flow.GradientFlow;
import dev.carousel.model.Network;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how the gradient of networks goes back through time, and what to do about it. */
@Command(
    name = "diagnose",
    defaultValueProvider = DiagnoseDefaults.class,
    description = {
      "Shows how a network's gradient fades or grows on its way back through time, says whether it"
          + " vanishes or explodes, and what to try.",
      "Each cell is trained briefly on the same data with the same seed (200 updates if no end is"
          + " given), then measured. Without --cell: rnn and lstm, side by side."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel diagnose                                   vanilla RNN against LSTM",
      "  carousel diagnose --cell gru --cell lstm:forget-bias=5",
      "  carousel diagnose --untrained --cell rnn:init=orthogonal --units 256",
      "  carousel diagnose --task adding:length=200 --lag 200 --json flow.json",
      "  carousel diagnose --cell lstm:chrono=100 --require 'horizon>=50'",
      "",
      "Exit code 1 if a requirement is not met. How to read the report: docs/reading-gradient-flow.md"
    })
public final class DiagnoseCommand implements Callable<Integer> {
  private static final List<String> DEMONSTRATION = List.of("rnn", "lstm");
  private static final long UPDATES = 200;
  private static final int UNMET = 1;

  private final Console console;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private TrainOptions train = new TrainOptions();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(names = "--untrained", description = "Measure at initialisation, without training")
  private boolean untrained;

  @Option(
      names = "--lag",
      paramLabel = "N",
      defaultValue = "100",
      description = "The longest lag to measure, in steps")
  private int lag;

  @Option(
      names = "--require",
      paramLabel = "EXPR",
      description =
          "Exit with 1 unless the best state of every layer of every network meets this: horizon"
              + " (steps) or growth (per step), then < <= > or >=, then a number; may be given"
              + " several times")
  private final List<String> requirements = new ArrayList<>();

  /** A command that speaks there. */
  public DiagnoseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    List<Requirement> required = requirements.stream().map(Requirement::parse).toList();
    try (Session session = Session.open(global)) {
      Diagnosis diagnosis = diagnose(session);
      report(diagnosis, new Remedies(session.plugins()));
      json.write(console, DiagnosisJson.of(diagnosis));
      return unmet(required, diagnosis);
    }
  }

  private Diagnosis diagnose(Session session) {
    Dataset dataset = data.open(session.plugins());
    Part part = measured(dataset);
    LagChoice choice = LagChoice.of(part, lag, train.seed());
    Engine engine = session.engine(train.threads());
    List<Network> networks =
        cells().stream()
            .map(cell -> model.spec(dataset.shape(), cell))
            .map(spec -> ModelOptions.compile(engine, spec, session.plugins()))
            .toList();
    List<Run> runs = new ArrayList<>();
    for (Network network : networks) {
      RunProgress progress =
          new RunProgress(console, global.progress() && !untrained, network.spec().cell());
      Subject subject = untrained ? initial(network) : trained(session, network, dataset, progress);
      progress.say("measuring");
      runs.add(subject.measure(part, choice, GradientFlow::measure));
      progress.done();
    }
    String unit = dataset.shape().symbolsOut() ? "nats per symbol" : "(mean squared error)";
    return new Diagnosis(
        dataset.description(), train.seed(), unit, choice.settings().lag(), runs, choice.notes());
  }

  /** Wrong cells and options are refused before anything is trained, so all are named first. */
  private List<String> cells() {
    List<String> named = model.cells().isEmpty() ? DEMONSTRATION : model.cells();
    return named.stream().map(cell -> PluginRef.parse(cell).toString()).toList();
  }

  private static Part measured(Dataset dataset) {
    return dataset.validation().symbols() > 0 ? dataset.validation() : dataset.training();
  }

  private Subject initial(Network network) {
    return new Subject(network, network.initialParameters(train.seed()), 0, Double.NaN);
  }

  private Subject trained(Session session, Network network, Dataset dataset, RunProgress progress) {
    TrainingPlan plan = train.plan(Limit.ofUpdates(UPDATES));
    Trainer trainer =
        new Trainer(
            network,
            dataset,
            train.optimizer(session.plugins()),
            train.schedule(session.plugins()),
            train.hooks(session.plugins()),
            plan,
            progress,
            session.clock());
    TrainingResult result = trainer.run();
    return new Subject(
        network, result.parameters(), result.counters().updates(), result.validLoss());
  }

  private void report(Diagnosis diagnosis, Remedies remedies) {
    PrintWriter text = json.text(console);
    DiagnosisText.of(diagnosis, Look.of(console.terminal()), remedies).forEach(text::println);
    text.flush();
  }

  private int unmet(List<Requirement> required, Diagnosis diagnosis) {
    List<String> unmet =
        required.stream().flatMap(r -> r.unmet(diagnosis.runs()).stream()).toList();
    unmet.forEach(line -> console.err().println("carousel: " + line));
    console.err().flush();
    return unmet.isEmpty() ? 0 : UNMET;
  }
}
