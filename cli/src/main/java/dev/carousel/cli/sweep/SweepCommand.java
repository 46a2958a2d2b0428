package dev.carousel.cli.sweep;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.MachineFilter;
import dev.carousel.cli.figures.FigureFile;
import dev.carousel.cli.figures.FiguresOutput;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.html.Page;
import dev.carousel.cli.options.Choice;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.OwnOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.SessionSettings;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.StopSignal;
import dev.carousel.experiments.Sweep;
import dev.carousel.experiments.SweepFolder;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.SweepReport;
import dev.carousel.experiments.TrialBody;
import dev.carousel.experiments.TrialRunner;
import dev.carousel.experiments.TrialTask;
import dev.carousel.experiments.Workers;
import dev.carousel.experiments.search.Values;
import dev.carousel.train.RunFolder;
import dev.carousel.train.RunLock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains several settings with several seeds, and compares them. */
@Command(
    name = "sweep",
    customSynopsis = "@|bold carousel sweep|@ [PLAN.yaml] [SETTINGS] --out DIR",
    description = {
      "Trains every combination of settings with several seeds, and says which is better and by how"
          + " much: means with intervals, and paired tests that are corrected for their number.",
      "Each option of 'carousel train' takes several values here: --units 32,64 or, for a search,"
          + " --units 16..256:log:integer. Values with commas of their own are parted by"
          + " semicolons.",
      "Each trial is a run folder in DIR/trials. Ctrl-C ends the sweep after the current updates;"
          + " --resume goes on, also after a kill, and ends with the same figures."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel sweep --cell lstm,gru --units 32,64 --updates 500 --out sweep",
      "  carousel sweep --task adding:length=50 --cell rnn,lstm --seeds 10 --updates 2000 --out"
          + " sweep",
      "  carousel sweep --optimizer 'adam:lr=1e-4..1e-1:log' --search sobol --trials 16 --seeds 3"
          + " --updates 500 --out sweep",
      "  carousel sweep --units 16..256:log:integer --search random --trials 27 --halving 3"
          + " --updates 4500 --out sweep",
      "  carousel sweep --units 32,64 --out sweep --html sweep.html   with figures",
      "  carousel sweep --resume --out sweep --figures sweep/figures  figures for a paper",
      "  carousel sweep plan.yaml --out sweep                   settings from a file",
      "  carousel sweep --units 32,64 --on spark://head:7077 --plugins spark/target/plugins --out"
          + " sweep",
      "  carousel sweep --resume --out sweep --json sweep.json  goes on"
    })
public final class SweepCommand implements Callable<Integer>, OwnOptions {
  private static final RunLock.Purpose PURPOSE =
      new RunLock.Purpose(
          "sweep is writing",
          "wait until it ends, or stop it and go on with --resume; or choose another --out");

  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PLAN.yaml",
      description = "Settings with their values; those on the command line go before them")
  private @Nullable Path planFile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the trials; new or empty")
  private @Nullable Path out;

  @Option(names = "--resume", description = "Go on with the sweep in that folder")
  private boolean resume;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Number of trials at the same time, which changes no result; by default as many as there"
              + " are processors for the threads of each, and memory for the largest")
  private @Nullable Integer jobs;

  @Option(
      names = "--workers",
      paramLabel = "KIND",
      description =
          "What makes trials on this machine, which changes no result: threads (the default), or"
              + " processes: each trial in a Java of its own, so that one that dies takes no other"
              + " with it")
  private @Nullable String workers;

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      description =
          "Where the trials are made: local (the default), or the address of a Spark cluster:"
              + " spark://HOST:PORT")
  private String on = Places.LOCAL;

  @Option(
      names = "--fail-fast",
      description = "Stop when a trial fails; the others go on otherwise")
  private boolean failFast;

  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private HtmlOutput html = new HtmlOutput();
  @Mixin private FiguresOutput figures = new FiguresOutput(FigureFile.OF_SWEEP);
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  /** A command that uses this console. */
  public SweepCommand(Console console) {
    this.console = console;
  }

  @Override
  public void addTo(CommandSpec command) {
    SettingOptions.addTo(command);
  }

  @Override
  public Integer call() {
    json.check();
    html.check(json);
    figures.check(json, html);
    SweepFolder folder = new SweepFolder(Objects.requireNonNull(out));
    PlanFile file = planFile == null ? PlanFile.empty() : PlanFile.read(planFile);
    Set<String> given = Given.to(spec).bareNames();
    SweepPlan wanted = wanted(file, given, folder);
    Places places = new Places(on, jobs, plan.threads(), workers());
    places.check();
    RunFolder.requireFreeAround(folder.path(), PURPOSE);
    if (resume) {
      folder.requireSame(wanted);
    } else {
      folder.requireNew();
    }
    try (Session session = Session.open(global)) {
      List<Long> needs = needs(places, session, file.placesBeside(given), wanted);
      new PlanOutputs(Objects.requireNonNull(spec)).check(wanted, folder);
      LocalPlace here = places.isHere() ? places.here(wanted.trials().size(), needs) : null;
      try (TrialRunner runner = here == null ? places.open(session.loaders()) : here.open()) {
        try (RunLock held = RunFolder.holdAround(folder.path(), PURPOSE)) {
          if (!resume) {
            folder.requireNew(); // another may have begun there while this one was checked
            folder.begin(wanted);
          }
          List<Path> files = here == null ? PlanFiles.of(wanted) : List.of();
          return run(wanted, runner, body(here), files, folder);
        }
      }
    }
  }

  /** Checks the plan; on this machine it is the sweep, not each trial, that says what it is. */
  private List<Long> needs(
      Places places, Session session, Map<String, String> inFile, SweepPlan wanted) {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    PlanCheck check = new PlanCheck(session, line, inFile, places.dependsOnMemory());
    try (MDC.MDCCloseable told = MachineFilter.told()) {
      List<Long> needs = check.check(wanted);
      if (places.isHere()) {
        MachineFilter.tell();
      }
      return needs;
    }
  }

  /** The plan that the file and the command line ask for; with neither, that of the folder. */
  private SweepPlan wanted(PlanFile file, Set<String> given, SweepFolder folder) {
    try {
      plan.orPlanned(file.own());
      Map<String, Values> settings = new LinkedHashMap<>(file.settings());
      settings.putAll(SettingOptions.given(Objects.requireNonNull(spec)));
      boolean isPlanGiven = planFile != null || !settings.isEmpty() || plan.isGiven();
      return resume && !isPlanGiven ? folder.plan() : plan.plan(settings);
    } catch (CarouselException fault) {
      throw file.located(fault, given);
    }
  }

  private int run(
      SweepPlan wanted, TrialRunner runner, TrialBody body, List<Path> files, SweepFolder folder) {
    SweepText text = new SweepText(wanted, folder);
    text.begin(runner.place()).forEach(console.err()::println);
    StopSignal stop = new StopSignal();
    SweepReport report;
    try (SweepProgress progress =
            new SweepProgress(console, wanted, Clock.systemUTC(), global.progress());
        Interrupts.Handle listening = console.interrupts().onInterrupt(() -> stopAll(stop))) {
      report =
          Sweep.run(wanted, runner, new TrialTask(body, folder, progress, stop, failFast, files));
    }
    SweepTables.write(report, folder);
    Optional<String> drawn = figures.write(SweepFigures.of(report));
    text.end(report, drawn).forEach(json.text(console)::println);
    Map<String, Object> document = SweepJson.of(report, global.commandLine());
    json.write(console, document);
    html.write(Page.SWEEP, document);
    return code(report);
  }

  /** Elsewhere the jars of the plugin folders are on the class path. */
  private TrialBody body(@Nullable LocalPlace here) {
    SessionSettings settings = global.session();
    return here == null
        ? new TrialTraining(settings.onClassPath(), plan.threads())
        : here.body(new TrialTraining(settings, plan.threads()), console.err()::println);
  }

  private @Nullable Workers workers() {
    return workers == null ? null : Choice.of("--workers", workers, Workers.class);
  }

  private void stopAll(StopSignal stop) {
    console.err().println("Stopping after the current updates; ask again to stop at once.");
    stop.ask();
  }

  private int code(SweepReport report) {
    if (!report.failed().isEmpty()) {
      throw CarouselException.failure(SweepText.failures(report))
          .expected("trials that can be trained")
          .found(report.failed().get(0).fault().replaceAll("[.]?\\n *", "; ").replaceAll(" +", " "))
          .mend("mend the settings and begin anew, or the cause and go on: --resume")
          .build();
    }
    return report.isStopped() ? Interrupts.EXIT_CODE : 0;
  }
}
