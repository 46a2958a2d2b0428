package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.diagnose.report.Origin;
import dev.carousel.cli.diagnose.report.WatchFile;
import dev.carousel.cli.evaluate.EvaluatedData;
import dev.carousel.cli.foreign.ForeignModel;
import dev.carousel.cli.foreign.ForeignOptions;
import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.TrainOptions;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.lab.LaboratoryMemory;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.LagChoice;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.Subject;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.report.Provenance;
import dev.carousel.flow.study.Conditions;
import dev.carousel.flow.study.Study;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.interop.Imported;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.PluginRef;
import dev.carousel.tensor.Precision;
import dev.carousel.train.BlankPrediction;
import dev.carousel.train.Limit;
import dev.carousel.train.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Gets networks ready, from a run folder or by training them briefly, and measures them. */
final class Diagnoser {
  /** What may be trained beside the networks that are named. */
  enum Trials {
    /** All that is prescribed. */
    CURES,
    /** Ways to clip, side by side. */
    CLIPPERS
  }

  private final Session session;
  private final Given given;
  private final Console console;
  private final boolean progressWanted;
  private final Precision precision;

  /**
   * @param given on the command line
   * @param precision to measure in
   */
  Diagnoser(
      Session session, Given given, Console console, boolean progressWanted, Precision precision) {
    this.session = session;
    this.given = given;
    this.console = console;
    this.progressWanted = progressWanted;
    this.precision = precision;
  }

  /**
   * Measures the model of a run: on what its training held back, or on other data. What was seen
   * while it trained comes from the run's folder.
   */
  Diagnosis ofRun(Path run, DataOptions data, ChangedData changed, TrainOptions train, int lag) {
    LoadedModel model = loaded(RunFolder.open(run).readModel(), train);
    Map<String, String> notes = model.saved().notes();
    EvaluatedData read =
        EvaluatedData.open(model.saved(), data, given, null, changed, session.plugins());
    boolean saysItsSeed = notes.containsKey("seed");
    long seed = (saysItsSeed ? RunOptions.ofNotes(notes).train() : train).seed();
    RunOptions trained = RunOptions.isNoted(notes) ? RunOptions.ofNotes(notes) : null;
    WatchReport watched = WatchFile.read(RunFolder.open(run)).orElse(null);
    UnaryOperator<Run> check =
        read.which() == EvaluatedData.Which.ALL
            ? UnaryOperator.identity() // other data than that of its training
            : its -> its.checkedForUse(read.data(), model.network().loss());
    return measured(model, watched, read.data(), read.part(), seed, lag, trained, check);
  }

  /** Measures the network of a file of another framework on all of the data that is named. */
  Diagnosis ofForeign(Imported imported, ForeignOptions foreign, RunOptions options, int lag) {
    ForeignModel.Measured measured =
        ForeignModel.measured(imported, foreign, options.data(), given, session.plugins());
    LoadedModel model = loaded(measured.saved(), options.train());
    Part part = measured.data().validation();
    long seed = options.train().seed();
    Diagnosis diagnosis =
        measured(model, null, measured.data(), part, seed, lag, null, UnaryOperator.identity());
    for (String remark : foreign.remarks(imported)) {
      diagnosis = diagnosis.noting(remark);
    }
    return diagnosis;
  }

  private LoadedModel loaded(SavedModel saved, TrainOptions train) {
    return LoadedModel.of(session, saved, session.engine(train.engine(), precision));
  }

  /** Says in what was measured, where it is not what networks are used in. */
  private Diagnosis inPrecision(Diagnosis diagnosis) {
    return precision == Precision.FLOAT32
        ? diagnosis
        : diagnosis.noting("Measured in float64, with the reference engine.");
  }

  private Diagnosis measured(
      LoadedModel model,
      @Nullable WatchReport watched,
      Dataset data,
      Part part,
      long seed,
      int lag,
      @Nullable RunOptions trained,
      UnaryOperator<Run> check) {
    LagChoice choice = LagChoice.of(part, lag, seed);
    Subject subject = subject(watched, model, part);
    new LaboratoryMemory(model.network(), choice.settings()).requireFits();
    Optional<Dependence> dependence = Subject.dependence(data, part, choice);
    Run measured =
        check.apply(
            subject
                .measure(part, choice, session.flow(), dependence)
                .checkedFor(data, model.network().loss()));
    Provenance provenance = Origin.of(session, trained, data);
    return inPrecision(
        Diagnosis.of(
            data,
            model.network().loss(),
            seed,
            choice,
            List.of(measured),
            List.of(),
            List.of(),
            null,
            provenance));
  }

  private static Subject subject(@Nullable WatchReport watched, LoadedModel model, Part part) {
    Map<String, String> notes = model.saved().notes();
    Recipe recipe = RunOptions.recipe(model.network().spec().cell(), notes);
    return new Subject(
        model.network(),
        model.parameters(),
        noted(notes, "bestUpdate", Long.toString(Run.UNKNOWN), Long::parseLong),
        noted(notes, "validLoss", "NaN", Double::parseDouble),
        recipe,
        watched,
        Subject.truncation(
            part, RunOptions.isNoted(notes) ? RunOptions.ofNotes(notes).train().bptt() : 0));
  }

  /** What training noted in the model, where anybody may have written since. */
  private static <T extends Number> T noted(
      Map<String, String> notes, String name, String otherwise, Function<String, T> parse) {
    String value = notes.getOrDefault(name, otherwise);
    try {
      return parse.apply(value);
    } catch (NumberFormatException e) {
      throw CarouselException.failure("The model's metadata is damaged.")
          .expected("a number as " + name)
          .found(value)
          .mend("use another copy of the model, or train it again")
          .cause(e)
          .build();
    }
  }

  /**
   * Trains each cell on the same data with the same seed, and measures it.
   *
   * @param trials what else to train
   * @param seeds with how many seeds to train that, and to foretell: the seed of the options and
   *     those after it
   * @param foretold told, before the first network is trained, what is to be expected of them; null
   *     if nothing is to be foretold
   */
  Diagnosis ofCells(
      RunOptions options,
      boolean untrained,
      int lag,
      Set<Trials> trials,
      int seeds,
      @Nullable Consumer<Forecasts> foretold) {
    options.train().loss().check(session.plugins());
    Dataset data = options.data().open(session.plugins());
    options.data().refuseIdle(given, data);
    Study study = study(options, options.train().engine(), data, lag);
    options.train().hooks(session.plugins()); // a wrong one is refused before anything is trained
    options.train().optimizer(session.plugins());
    List<PluginRef> cells = cells(options);
    cells.forEach(study::network); // and so is a wrong cell, or a network beyond memory
    long seed = options.train().seed();
    List<Long> tried = LongStream.range(0, seeds).map(i -> seed + i).boxed().toList();
    Forecasts forecasts = foretold == null ? null : study.forecast(cells, tried);
    if (foretold != null && forecasts != null) {
      foretold.accept(forecasts);
    }
    List<Run> runs = new ArrayList<>();
    for (PluginRef cell : cells) {
      runs.add(untrained ? study.untrained(cell) : study.train(options.recipe(cell.toString())));
    }
    List<Cure> cures = trials.contains(Trials.CURES) ? study.prove(runs, tried) : List.of();
    List<ClipComparison> clippers =
        trials.contains(Trials.CLIPPERS)
            ? runs.stream().flatMap(run -> study.compareClipping(run, tried).stream()).toList()
            : List.of();
    Provenance provenance = Origin.of(session, options, data);
    Diagnosis measured =
        Diagnosis.of(
            data,
            study.loss(cells.get(0)),
            seed,
            study.lag(),
            runs,
            cures,
            clippers,
            forecasts,
            provenance);
    Diagnosis diagnosis =
        untrained
            ? inPrecision(measured)
            : study.shortened().map(measured::noting).orElse(measured);
    return trials.contains(Trials.CURES) && cures.isEmpty()
        ? diagnosis.noting("Nothing to prove: no change is prescribed.")
        : diagnosis;
  }

  /**
   * Trains and measures the networks of the demonstration.
   *
   * @param given what the command line says of seed, threads and memory
   */
  Demonstration.Shown demonstration(RunOptions given, int lag) {
    RunOptions options = Demonstration.options(given);
    Dataset data = options.data().open(session.plugins());
    Study study = study(options, given.train().engine(), data, lag);
    List<Run> runs = Demonstration.runs(study, options);
    HeadLoss loss = study.loss(Demonstration.PLAIN);
    Diagnosis diagnosis =
        Diagnosis.of(
            data,
            loss,
            options.train().seed(),
            study.lag(),
            runs,
            List.of(),
            List.of(),
            null,
            Origin.of(session, options, data));
    return new Demonstration.Shown(diagnosis, BlankPrediction.loss(data, loss));
  }

  /** Networks that are all trained as these options say, but for what a recipe says. */
  private Study study(RunOptions options, EngineSettings wanted, Dataset data, int lag) {
    Engine engine = session.engine(wanted, precision);
    Conditions conditions =
        Conditions.of(data, session.plugins(), cell -> network(options, data, engine, cell))
            .withPlan(options.train().plan(Limit.ofUpdates(Conditions.UPDATES)))
            .withSchedule(options.train().schedule(session.plugins()))
            .withOptimization(options.train().optimization())
            .withLag(lag);
    StudyProgress progress = new StudyProgress(console, progressWanted);
    return new Study(conditions, session.flow(), session.trainers(), progress);
  }

  private Network network(RunOptions options, Dataset data, Engine engine, PluginRef cell) {
    NetworkSpec spec = options.spec(data, cell.toString(), session.plugins());
    return ModelOptions.compile(engine, spec, session.plugins());
  }

  private static List<PluginRef> cells(RunOptions options) {
    List<String> named = options.model().cells();
    return (named.isEmpty() ? DiagnoseDefaults.CELLS : named)
        .stream().map(PluginRef::parse).toList();
  }
}
