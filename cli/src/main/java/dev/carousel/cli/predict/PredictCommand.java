package dev.carousel.cli.predict;

import static dev.carousel.cli.console.Words.count;

import dev.carousel.Version;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.console.Words;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.html.Page;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.PluginSource;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.WeightFormatOption;
import dev.carousel.cli.scores.ScoreJson;
import dev.carousel.cli.scores.ScoreLines;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.predict.Continuation;
import dev.carousel.data.predict.Follower;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.PredictionRows;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.score.ScorePlan;
import dev.carousel.data.score.TableScoring;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.model.SavedModel;
import dev.carousel.train.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts from a table with a trained network. */
@Command(
    name = "predict",
    description = {
      "Predicts from a table with the best model of a run, in the units of the table.",
      "Reads a table like the one trained on, and writes one row for each prediction: group, time,",
      "row and step of the horizon, the value with its quantiles or the class with the probability",
      "of each, and the truth where the table holds it. Rows beyond the end have no truth.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel predict run this-year.csv",
      "  carousel predict run this-year.csv --out predictions.csv --score --season 7",
      "  carousel predict run this-year.csv --steps 28 --out next-weeks.csv",
      "  carousel predict run this-year.csv --out predictions.csv --html predictions.html",
      "  cat this-year.csv | carousel predict run - --out predictions.jsonl",
      "  tail -n +1 -f readings.csv | carousel predict run --follow"
    })
public final class PredictCommand implements Callable<Integer> {
  private static final String OUT = "--out";
  private static final String SCORE = "--score";
  private static final String SEASON = "--season";
  private static final String STEPS = "--steps";

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "RUN-DIR",
      description = "Folder that 'carousel train' wrote")
  private @Nullable Path run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "Table: .csv, .tsv, .jsonl, .npy, .npz, .ts, a folder, or - for CSV on standard input; "
              + "by default the table of the training")
  private @Nullable Path data;

  @Option(
      names = OUT,
      paramLabel = "FILE",
      description =
          "Write the predictions to a file .csv, .jsonl or .npz; by default CSV on standard output")
  private @Nullable OutputFile out;

  @Option(
      names = STEPS,
      paramLabel = "H",
      description =
          "Go on H rows beyond the end of each group, and write only these; by default what the "
              + "network predicts at once, from each row")
  private @Nullable Integer steps;

  @Option(
      names = SCORE,
      description =
          "Measure the predictions whose truth the table holds, beside the last value known when "
              + "each is made")
  private boolean score;

  @Option(
      names = SEASON,
      paramLabel = "N",
      description = "With --score, measure the value of N rows before too, such as 7 for weeks")
  private @Nullable Integer season;

  @Mixin private FollowOptions following = new FollowOptions();
  @Mixin private PredictSource source = new PredictSource();
  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private HtmlOutput html = new HtmlOutput();
  @Mixin private WeightFormatOption weights = new WeightFormatOption();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    weights.format(); // refuses a wrong word
    json.check();
    html.check(json);
    html.requireOther(OUT, out);
    following.check(data, idle(), json.isStandardOutput());
    if (following.isGiven()) {
      return follow();
    }
    checkScore();
    source.of(data); // refuses contradictions
    RowFormat format = check();
    try (Session session = Session.open(global)) {
      SavedModel model = RunFolder.open(Objects.requireNonNull(run)).readModel();
      Wanted wanted = Predictor.wanted(model.codec());
      if (steps != null) {
        requireSteps(steps);
        Predictor.requireBeyond(model.codec(), steps);
      }
      Frame frame = PredictedData.read(data, source.of(data), model, wanted, session.plugins());
      Predictor predictor = predictor(session, model, frame);
      Forecast forecast = predictor.read(frame);
      forecast.table().notes().forEach(note -> console.err().println("carousel: " + note));
      Made made = made(predictor, forecast);
      TableScoring scores = scores(predictor, forecast, frame);
      PredictedPage page =
          html.isGiven() ? PredictedPage.of(forecast, predictor, steps, scorePlan()) : null;
      Consumer<Prediction> scored = scores == null ? each -> {} : scores::add;
      Consumer<Prediction> seen = page == null ? scored : scored.andThen(page::add);
      write(made, PredictionRows.of(predictor), format, session, seen);
      EvaluationScores found = scores == null ? null : scores.scores();
      tell(found, frame);
      json.write(console, document(frame, made, found));
      if (page != null) {
        String text = count(made.count(), "prediction") + " from " + made.from();
        html.write(Page.PREDICTIONS, page.document(session, frame.source(), text, found));
      }
    }
    return 0;
  }

  private static void requireSteps(int steps) {
    if (steps < 1) {
      throw CarouselException.usage(STEPS + " is out of range.")
          .expected("at least 1 row beyond the end of the table")
          .found(STEPS + " " + steps)
          .build();
    }
  }

  private Predictor predictor(Session session, SavedModel saved, Frame frame) {
    long read = ((TableCodec) saved.codec()).steps(frame.rows());
    LoadedModel model = LoadedModel.forSteps(session, saved, weights.engine(), read);
    return Predictor.of(model.network().bind(model.parameters()), saved.codec());
  }

  /** An option that has no effect with rows that come one by one; null if none is given. */
  private @Nullable String idle() {
    return isToFile()
        ? OUT
        : steps != null
            ? STEPS
            : score ? SCORE : season != null ? SEASON : html.isGiven() ? "--html" : null;
  }

  /** What is scored; null if nothing is. */
  private @Nullable ScorePlan scorePlan() {
    return score ? new ScorePlan(season, null) : null;
  }

  private int follow() {
    try (Session session = Session.open(global)) {
      LoadedModel model = LoadedModel.of(session, Objects.requireNonNull(run), weights.engine());
      Predictor predictor =
          Predictor.of(model.network().bind(model.parameters()), model.saved().codec());
      Follower follower = predictor.follow(following.groups());
      PluginSource before = source.of(data);
      if (data != null || before != null) {
        follower.read(
            PredictedData.read(data, before, model.saved(), predictor.wanted(), session.plugins()));
      }
      Following rows = new Following(console, predictor, follower);
      int code = rows.run(System.in);
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("carousel", Version.current());
      document.put("command", "predict");
      document.put("data", "standard input");
      document.put("rows", rows.rows());
      document.put("predictions", rows.predictions());
      document.put("groups", follower.groups());
      document.put("forgotten", follower.forgotten());
      weights.put(document);
      json.write(console, document);
      return code;
    }
  }

  /**
   * What is predicted.
   *
   * @param count how many predictions
   * @param from what they are made from, in words
   * @param predictions which are made as they are asked for
   */
  private record Made(long count, String from, Consumer<Consumer<Prediction>> predictions) {}

  private Made made(Predictor predictor, Forecast forecast) {
    if (steps != null) {
      Continuation beyond = forecast.beyond(steps);
      return new Made(
          beyond.count(), "the end of " + count(beyond.groups(), "group"), beyond::forEach);
    }
    String unit = predictor.codec().labelsGroups() ? "group" : "row";
    long inserted = forecast.inserted();
    String from = count(forecast.origins() - inserted, unit);
    from += inserted == 0 ? "" : Words.format(" and %,d inserted in gaps", inserted);
    return new Made(forecast.count(), from, forecast::forEach);
  }

  private RowFormat check() {
    if (isToFile()) {
      OutputFile file = Objects.requireNonNull(out);
      RowFormat format = RowFormat.of(file);
      file.requireWritable("predictions", OUT, "a file name in a folder that exists");
      return format;
    }
    if (json.isStandardOutput()) {
      throw CarouselException.usage("--json - needs --out.")
          .expected("standard output for the JSON alone")
          .found("predictions that go there too")
          .mend("write the predictions to a file: --out predictions.csv")
          .build();
    }
    return RowFormat.CSV;
  }

  private void checkScore() {
    if (score && steps != null) {
      throw CarouselException.usage(
              SCORE + " has no effect here: no truth is known beyond the end of the table.")
          .mend("leave out " + SCORE + " or " + STEPS)
          .build();
    }
    if (season == null) {
      return;
    }
    if (!score) {
      throw CarouselException.usage(SEASON + " has no effect here: nothing is measured.")
          .mend("add " + SCORE + ", or leave out " + SEASON)
          .build();
    }
    ScorePlan.USUAL.withSeason(season);
  }

  /** What measures the predictions; null if nothing does. */
  private @Nullable TableScoring scores(Predictor predictor, Forecast forecast, Frame frame) {
    if (!score) {
      return null;
    }
    if (predictor.targets().stream().noneMatch(target -> frame.find(target).isPresent())) {
      throw unknownTruth(predictor.targets(), frame);
    }
    return TableScoring.of(forecast, predictor.loss(), season);
  }

  private static CarouselException unknownTruth(List<String> targets, Frame frame) {
    return CarouselException.failure(SCORE + " has nothing to compare the predictions with.")
        .expected("the truth of some predictions, in the column " + String.join(" or ", targets))
        .found("none")
        .where(frame.source())
        .mend("leave out " + SCORE + ", or give a table with what came about")
        .build();
  }

  /** Measurements go where the summary goes, as standard output may hold the predictions. */
  private void tell(@Nullable EvaluationScores scores, Frame frame) {
    if (scores == null) {
      return;
    }
    if (scores.predictions() == 0) {
      throw unknownTruth(List.of("that is predicted"), frame);
    }
    PrintWriter text = isToFile() ? json.text(console) : console.err();
    new ScoreLines(season).of(scores).forEach(text::println);
  }

  private boolean isToFile() {
    return out != null && !out.isStandardOutput();
  }

  private void write(
      Made made,
      PredictionRows rows,
      RowFormat format,
      Session session,
      Consumer<Prediction> scored) {
    boolean isShown = global.progress() && isToFile();
    PredictProgress progress = new PredictProgress(console, session.clock(), isShown, made.count());
    PredictionOutput output = new PredictionOutput(rows, format);
    if (!isToFile()) {
      output.print(console, made.predictions(), scored);
      return;
    }
    OutputFile file = Objects.requireNonNull(out);
    Consumer<Prediction> then = scored.andThen(each -> progress.made());
    try {
      file.write(
          "predictions", OUT, into -> output.save(made.count(), made.predictions(), then, into));
    } finally {
      progress.done();
    }
    json.text(console)
        .println(
            "Wrote %s from %s to %s"
                .formatted(count(made.count(), "prediction"), made.from(), file.given()));
  }

  private Map<String, Object> document(Frame frame, Made made, @Nullable EvaluationScores scores) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("carousel", Version.current());
    document.put("command", "predict");
    document.put("data", frame.source());
    document.put("rows", frame.rows());
    document.put("predictions", made.count());
    weights.put(document);
    if (scores != null) {
      ScoreJson.put(scores, document);
    }
    return document;
  }
}
