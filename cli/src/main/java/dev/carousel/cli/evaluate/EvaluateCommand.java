package dev.carousel.cli.evaluate;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.evaluate.EvaluatedData.Which;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.html.Page;
import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.Choice;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.WeightFormatOption;
import dev.carousel.data.score.PartScores;
import dev.carousel.data.score.SampleSize;
import dev.carousel.data.score.ScorePlan;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.SavedModel;
import dev.carousel.train.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well a trained network predicts. */
@Command(
    name = "evaluate",
    description = {
      "Measures how well the best model of a run predicts.",
      "Without data: on the validation data of its training, computed as in training.",
      "Naive baselines are measured on the same rows."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel evaluate run",
      "  carousel evaluate run --text other.txt --json -",
      "  carousel evaluate run --csv this-year.csv --season 7",
      "  carousel evaluate run --part test --backtest 10",
      "  carousel evaluate run --weight-format int8          what rounded weights cost",
      "  carousel evaluate run --html evaluation.html        the same as a page, with figures"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN-DIR", description = "Folder that 'carousel train' wrote")
  private @Nullable Path run;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "Part of the data: all, valid, test or train; by default all of the data that you "
              + "name, or else valid")
  private @Nullable String part;

  @Option(
      names = "--season",
      paramLabel = "N",
      description =
          "Measure the value of N rows before too, such as 7 for weeks, and MASE against it")
  private @Nullable Integer season;

  @Option(
      names = "--backtest",
      paramLabel = "K",
      description =
          "Forecast from K origins at the end of each group too, a horizon apart, and report the "
              + "errors of each")
  private @Nullable Integer backtest;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ChangedData changedData = new ChangedData();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private HtmlOutput html = new HtmlOutput();
  @Mixin private WeightFormatOption weights = new WeightFormatOption();
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** A command that uses this console. */
  public EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    weights.format(); // refuses a wrong word
    json.check();
    html.check(json);
    Which which = part == null ? null : Choice.of("--part", part, Which.class);
    if (!data.isGiven() || which == null || which == Which.ALL) {
      Given.to(spec)
          .refuse("it applies only to a part of the data that you name.", List.of("--valid"));
    } else if (data.isTask()) {
      data.refuseIdle(Given.to(spec));
    }
    ScorePlan plan = new ScorePlan(season, backtest);
    try (Session session = Session.open(global)) {
      evaluate(session, which, plan);
    }
    return 0;
  }

  private void evaluate(Session session, @Nullable Which which, ScorePlan plan) {
    SavedModel saved = RunFolder.open(folder()).readModel();
    EvaluatedData evaluated =
        EvaluatedData.open(saved, data, Given.to(spec), which, changedData, session.plugins());
    LoadedModel model = LoadedModel.forSteps(session, saved, weights.engine(), evaluated.steps());
    BoundNetwork network = model.network().bind(model.parameters());
    SampleSize samples = html.isGiven() ? SampleSize.USUAL : null;
    PartScores scores = PartScores.of(network, evaluated.data(), evaluated.part(), plan, samples);
    HeadLoss head = model.network().loss();
    double loss = scores.scores().loss().mean();
    Soundness.require(scores.scores().loss(), evaluated.data());
    EvaluationReport report = new EvaluationReport(evaluated, scores, head, season);
    report.lines().forEach(json.text(console)::println);
    RunFolder folder = RunFolder.open(folder());
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(Soundness.notes(folder, loss, evaluated.data(), head));
    notes.forEach(note -> console.err().println("carousel: " + note));
    Map<String, Object> document = report.document();
    weights.put(document);
    json.write(console, document);
    html.write(Page.PREDICTIONS, report.page(session));
  }

  private Path folder() {
    return Objects.requireNonNull(run);
  }
}
