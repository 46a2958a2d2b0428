package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.diagnose.Diagnoser.Trials;
import dev.carousel.cli.diagnose.report.ArraysOutput;
import dev.carousel.cli.diagnose.report.DiagnosisFigures;
import dev.carousel.cli.diagnose.report.DiagnosisJson;
import dev.carousel.cli.diagnose.report.Report;
import dev.carousel.cli.diagnose.text.DemonstrationText;
import dev.carousel.cli.diagnose.text.DiagnosisText;
import dev.carousel.cli.diagnose.text.ForecastText;
import dev.carousel.cli.figures.FigureFile;
import dev.carousel.cli.figures.FiguresOutput;
import dev.carousel.cli.foreign.ForeignOptions;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.html.Page;
import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.Choice;
import dev.carousel.cli.options.DropoutOptions;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.text.Look;
import dev.carousel.error.CarouselException;
import dev.carousel.error.ShellWord;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.tensor.Precision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how the gradient of networks goes back through time, and what to do about it. */
@Command(
    name = "diagnose",
    defaultValueProvider = DiagnoseDefaults.class,
    description = {
      "Shows how a network's gradient fades or grows back through time, whether it vanishes or "
          + "explodes, and what to try.",
      "Alone it is a demonstration: an RNN whose gradient explodes, the same one clipped, an RNN "
          + "whose gradient vanishes, and an LSTM.",
      "With options: each cell is trained briefly on the same data with the same seed (200 updates "
          + "by default), then measured. Without --cell: rnn and lstm, side by side.",
      "With RUN-DIR: the trained network in that folder, on its validation data or on the data "
          + "that you name.",
      "With MODEL-FILE: a network that PyTorch or Keras trained, on all of the data that you "
          + "name."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel diagnose                                   the demonstration, in plain words",
      "  carousel diagnose --full                            the same, with all figures",
      "  carousel diagnose --cell gru --cell lstm:forget-bias=5",
      "  carousel diagnose --untrained --cell rnn:init=orthogonal --units 256",
      "  carousel diagnose run                               a network that 'carousel train' "
          + "trained",
      "  carousel diagnose model.pt --as pytorch --text novel.txt",
      "  carousel diagnose --task adding:length=200 --lag 200 --json flow.json",
      "  carousel diagnose --html flow.html                  the report as a page, with figures",
      "  carousel diagnose --figures figures                 figures for a paper: SVG, CSV, LaTeX",
      "  carousel diagnose --cell lstm:chrono=100 --require 'horizon>=50'",
      "  carousel diagnose --cell rnn --prove --seeds 5      try what is prescribed, with 5 seeds",
      "  carousel diagnose --task adding:length=200 --lag 199 --forecast --updates 3000",
      "  carousel diagnose --cell lstm --compare-clipping    try every way to clip, side by side",
      "",
      "The exit code is 1 if a requirement is not met. How to read the report: "
          + "docs/reading-gradient-flow.md"
    })
public final class DiagnoseCommand implements Callable<Integer> {
  private static final int UNMET = 1;
  private static final int MOST_SEEDS = 30;

  private final Console console;

  @Parameters(
      paramLabel = "RUN-DIR|MODEL-FILE",
      arity = "0..1",
      description =
          "Folder of a trained network to measure, or a file of another framework, instead of "
              + "training any")
  private @Nullable Path run;

  @Mixin private RunOptions options = new RunOptions();
  @Mixin private ForeignOptions foreign = new ForeignOptions();
  @Mixin private ChangedData changedData = new ChangedData();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private HtmlOutput html = new HtmlOutput();
  @Mixin private ArraysOutput arrays = new ArraysOutput();
  @Mixin private FiguresOutput figures = new FiguresOutput(FigureFile.OF_DIAGNOSIS);
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--full",
      description =
          "Show all figures of the demonstration too; those of other networks are always shown")
  private boolean full;

  @Option(names = "--untrained", description = "Measure at initialisation, without training")
  private boolean untrained;

  @Option(
      names = "--prove",
      description =
          "Also try every prescribed change, one at a time, with --seeds seeds and the same "
              + "number of updates, and report which lower the validation loss")
  private boolean prove;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Number of seeds, from 1 to 30, for proofs, comparisons of clipping and forecasts. Fewer "
              + "than 3 are not judged; more show smaller differences")
  private int seeds;

  @Option(
      names = "--compare-clipping",
      description =
          "Also train each network without clipping and with each clipping method, with --seeds "
              + "seeds and the same number of updates, and report whether one ended best")
  private boolean compareClipping;

  @Option(
      names = "--forecast",
      description =
          "Before training, report how likely each network is to learn what lies --lag steps "
              + "back, and how often similar ones did. After training, report which forecasts "
              + "were right")
  private boolean forecast;

  @Option(
      names = "--lag",
      paramLabel = "N",
      defaultValue = "100",
      description = "The longest lag to measure, in steps")
  private int lag;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "float32",
      description =
          "Measure in float32, as networks are trained, or in float64, where the smallest gradients"
              + " are exact too. float64 is slower, and only for networks that this command does"
              + " not train")
  private String precision = "float32";

  @Option(
      names = "--require",
      paramLabel = "EXPR",
      description =
          "Exit with 1 unless the best state of every layer of every network meets this "
              + "requirement: horizon (steps) or growth (per step), then < <= > or >=, then a "
              + "number. May be repeated")
  private final List<String> requirements = new ArrayList<>();

  /** A command that speaks there. */
  public DiagnoseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    html.check(json);
    arrays.check(json, html);
    figures.check(json, html);
    requireLag();
    List<Requirement> required = requirements.stream().map(Requirement::parse).toList();
    try (Session session = Session.open(global)) {
      Diagnoser diagnoser =
          new Diagnoser(session, Given.to(spec), console, global.progress(), precision());
      Remedies remedies = new Remedies(session.plugins());
      Diagnosis diagnosis =
          isDemonstration() ? demonstrate(diagnoser, remedies) : diagnosed(diagnoser, remedies);
      Report document = DiagnosisJson.of(diagnosis, remedies);
      json.write(console, document);
      html.write(Page.REPORT, document);
      arrays.write(document);
      PrintWriter text = json.text(console);
      figures.write(DiagnosisFigures.of(document)).ifPresent(there -> show(text, there));
      return unmet(required, diagnosis);
    }
  }

  private void requireLag() {
    if (lag < FlowSettings.LEAST_LAG) {
      throw CarouselException.usage("--lag is out of range.")
          .expected("at least " + FlowSettings.LEAST_LAG + " steps")
          .found("--lag " + lag)
          .build();
    }
  }

  private boolean isDemonstration() {
    return run == null && Demonstration.beside().containsAll(Given.to(spec).names());
  }

  private Diagnosis demonstrate(Diagnoser diagnoser, Remedies remedies) {
    Demonstration.Shown shown = diagnoser.demonstration(options, lag);
    Look look = Look.of(console.terminal());
    show(DemonstrationText.of(shown.diagnosis(), shown.blank(), look));
    if (full) {
      show(List.of(""));
      show(DiagnosisText.of(shown.diagnosis(), look, remedies));
    }
    return shown.diagnosis();
  }

  private Diagnosis diagnosed(Diagnoser diagnoser, Remedies remedies) {
    Given.to(spec).refuse("only the demonstration has a short report.", List.of("--full"));
    Diagnosis diagnosis = diagnose(diagnoser);
    show(DiagnosisText.of(diagnosis, Look.of(console.terminal()), remedies));
    return diagnosis;
  }

  private Diagnosis diagnose(Diagnoser diagnoser) {
    requireSeeds();
    requireTraining(prove, "--prove");
    requireTraining(compareClipping, "--compare-clipping");
    boolean isForeign = run != null && foreign.isFile(run);
    if (!isForeign) {
      ForeignOptions.refuse(Given.to(spec));
    }
    if (run == null) {
      changedData.requireIdle("no RUN-DIR");
      refuseIdle();
      Set<Trials> trials = EnumSet.noneOf(Trials.class);
      if (prove) {
        trials.add(Trials.CURES);
      }
      if (compareClipping) {
        trials.add(Trials.CLIPPERS);
      }
      return diagnoser.ofCells(
          options, untrained, lag, trials, seeds, forecast ? this::foretell : null);
    }
    requireNothingToTrain();
    if (isForeign) {
      changedData.requireIdle("a file of another framework");
      return diagnoser.ofForeign(foreign.read(run), foreign, options, lag);
    }
    return diagnoser.ofRun(run, options.data(), changedData, options.train(), lag);
  }

  private Precision precision() {
    Precision wanted = Choice.of("--precision", precision, Precision.class);
    if (wanted == Precision.FLOAT64) {
      if (run == null && !untrained) {
        throw CarouselException.usage("--precision float64 measures, and does not train.")
            .expected("RUN-DIR, MODEL-FILE or --untrained with it")
            .found("networks to train")
            .mend("carousel train .. --out run, then carousel diagnose run --precision float64")
            .build();
      }
      Given.to(spec)
          .refuse(
              "float64 is computed on one thread, and all steps are kept.",
              List.of("--threads", "--recompute"));
    }
    return wanted;
  }

  private void foretell(Forecasts forecasts) {
    PrintWriter text = json.text(console);
    ForecastText.before(forecasts, Look.of(console.terminal())).forEach(text::println);
    text.flush();
  }

  private void requireSeeds() {
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw CarouselException.usage("--seeds is out of range.")
          .expected("from 1 to " + MOST_SEEDS)
          .found("--seeds " + seeds)
          .build();
    }
    if (!prove && !compareClipping && !forecast) {
      Given.to(spec)
          .refuse(
              "only --prove, --compare-clipping and --forecast use several seeds.",
              List.of("--seeds"));
    }
  }

  private void requireTraining(boolean isWanted, String option) {
    if (isWanted && untrained) {
      throw CarouselException.usage(option + " trains networks, and --untrained trains none.")
          .expected(option + " without --untrained")
          .found("both")
          .mend("leave out one of them")
          .build();
    }
  }

  /** A trained model has its network, so options that make or train one would say nothing. */
  private void requireNothingToTrain() {
    Set<String> idle = new TreeSet<>(options.model().settings().keySet());
    idle.addAll(training());
    idle.addAll(List.of("stack", "seed", "untrained", "prove", "compare-clipping", "forecast"));
    List<String> given =
        idle.stream().map("--"::concat).filter(Given.to(spec)::has).sorted().toList();
    if (!given.isEmpty()) {
      throw CarouselException.usage("The network in RUN-DIR is already trained.")
          .expected("RUN-DIR without options about networks and training")
          .found(String.join(", ", given))
          .mend("leave out either RUN-DIR or " + String.join(", ", given))
          .build();
    }
    Given.to(spec)
        .refuse(
            "a run is measured on its validation data, or on all of the data that you name.",
            List.of("--valid"));
  }

  /** The options that do nothing to a network that is not trained here, without dashes. */
  private Set<String> training() {
    Set<String> names = new TreeSet<>(options.train().settings().keySet());
    names.addAll(options.train().endSettings().keySet());
    names.addAll(List.of("updates", "epochs", "minutes"));
    names.removeAll(List.of("seed", "threads", "recompute"));
    return names;
  }

  private void refuseIdle() {
    Given given = Given.to(spec);
    refuseStack();
    options.data().refuseIdle(given);
    given.refuse(
        "'carousel diagnose' keeps no checkpoints.",
        List.of(
            "--checkpoint-every",
            "--checkpoint-minutes",
            "--checkpoint-apart",
            "--keep-checkpoints"));
    if (!options.data().isTask() && options.data().valid() == 0) {
      given.refuse("there is no validation set (--valid 0).", List.of("--evaluate-every"));
    }
    if (untrained) {
      Set<String> idle = training();
      idle.addAll(DropoutOptions.NAMES);
      given.refuse("nothing is trained (--untrained).", idle.stream().map("--"::concat).toList());
    }
  }

  /**
   * A comparison and its remedies are about one cell, which a network of several layers has not.
   */
  private void refuseStack() {
    if (options.model().isStack()) {
      String stack = ShellWord.of(options.model().stack());
      throw CarouselException.usage("'carousel diagnose' does not train networks with --stack.")
          .expected("a run of 'carousel train', or networks of one cell each: --cell")
          .found("--stack " + stack)
          .mend("carousel train --stack " + stack + " .. --out run, then carousel diagnose run")
          .build();
    }
  }

  private void show(List<String> lines) {
    PrintWriter text = json.text(console);
    lines.forEach(text::println);
    text.flush();
  }

  private static void show(PrintWriter text, String figures) {
    text.println();
    text.println("Figures   " + figures);
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
