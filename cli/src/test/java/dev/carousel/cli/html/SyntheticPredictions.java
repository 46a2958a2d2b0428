package dev.carousel.cli.html;

import dev.carousel.cli.pictures.BaselineNames;
import dev.carousel.cli.pictures.PredictionPage;
import dev.carousel.cli.pictures.ScoreFigures;
import dev.carousel.cli.pictures.ScorePictures;
import dev.carousel.data.score.BacktestScores;
import dev.carousel.data.score.PartScores;
import dev.carousel.data.score.PredictionSamples;
import dev.carousel.data.score.PredictionSamples.Classes;
import dev.carousel.data.score.PredictionSamples.Numbers;
import dev.carousel.data.score.PredictionSamples.Sample;
import dev.carousel.metrics.Baseline;
import dev.carousel.metrics.ClassScores;
import dev.carousel.metrics.ClassScoring;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.NumberScores;
import dev.carousel.metrics.NumberScoring;
import dev.carousel.metrics.SymbolScoring;
import dev.carousel.train.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Documents of predictions, made of formulas and scored as predictions of a network are. */
final class SyntheticPredictions {
  static final String MARKUP = "</script><b onmouseover=alert(1)>bold</b>";
  static final String LONG = "a name that goes on and on, of streets and numbers, ".repeat(8);
  static final int HORIZON = 7;
  static final int ROWS = 280;

  private static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
  private static final List<Baseline> BASELINES =
      List.of(Baseline.LAST, Baseline.SEASONAL, Baseline.MEAN);
  private static final BaselineNames NAMES = new BaselineNames(7);

  private SyntheticPredictions() {}

  private static double truth(int group, int row) {
    return 1000 * (group + 1) * (1 + 0.3 * Math.sin(row * 2 * Math.PI / 7))
        + 60 * Nodes.noise(group, row);
  }

  private static double predicted(int group, int row) {
    return 1000 * (group + 1) * (1 + 0.28 * Math.sin(row * 2 * Math.PI / 7));
  }

  /** The offset of a quantile from the prediction. */
  private static double offset(double level, int row) {
    return 90 * (level - 0.5) * (1 + row % HORIZON / 3.0);
  }

  private static double naive(int group, int row, int baseline) {
    return baseline == 2 ? 2000 : truth(group, row - (baseline == 0 ? row % HORIZON + 1 : 7));
  }

  private static NumberScores numberScores(int groups, String... targets) {
    NumberScoring scoring = new NumberScoring(List.of(targets), HORIZON, LEVELS, BASELINES);
    for (int k = 0; k < targets.length; k++) {
      for (int group = 0; group < groups; group++) {
        for (int row = 7; row < ROWS; row++) {
          int at = row;
          int of = group;
          scoring.add(
              k,
              row % HORIZON + 1,
              truth(group, row),
              predicted(group, row),
              LEVELS.stream().mapToDouble(q -> predicted(of, at) + offset(q, at)).toArray(),
              IntStream.range(0, 3).mapToDouble(b -> naive(of, at, b)).toArray());
        }
      }
    }
    double[] unknown = new double[targets.length];
    java.util.Arrays.fill(unknown, 100);
    return scoring.scores(unknown);
  }

  private static List<Double> rows(IntToDoubleFunction value) {
    return IntStream.range(0, ROWS).mapToObj(value::applyAsDouble).toList();
  }

  /** A group whose last week is beyond the end of the table. */
  private static Sample numberSample(int group, String name, String... targets) {
    int end = ROWS - HORIZON;
    List<Numbers> numbers = new ArrayList<>();
    for (String target : targets) {
      numbers.add(
          new Numbers(
              target,
              rows(row -> row < end ? truth(group, row) : Double.NaN),
              rows(row -> predicted(group, row)),
              LEVELS.stream()
                  .map(q -> rows(row -> predicted(group, row) + offset(q, row)))
                  .toList(),
              IntStream.range(0, 3).mapToObj(b -> rows(row -> naive(group, row, b))).toList()));
    }
    return new Sample(
        name,
        12,
        IntStream.range(0, ROWS).mapToObj(SyntheticPredictions::day).toList(),
        IntStream.range(0, ROWS).mapToObj(row -> row % HORIZON + 1).toList(),
        numbers,
        null);
  }

  private static String day(int row) {
    return LocalDate.of(2024, 1, 1).plusDays(row).toString();
  }

  /** Forecasts of three groups, two of which have names that are hard to show, and a backtest. */
  static PredictionPage forecasts() {
    NumberScores scores = numberScores(3, "load");
    List<EvaluationScores> origins =
        IntStream.rangeClosed(1, 5)
            .<EvaluationScores>mapToObj(i -> numberScores(i, "load"))
            .toList();
    BacktestScores backtest = new BacktestScores(5, HORIZON, 3, scores, origins);
    PredictionSamples samples =
        new PredictionSamples(
            HORIZON,
            LEVELS,
            BASELINES,
            300,
            false,
            List.of(
                numberSample(0, "north", "load"),
                numberSample(1, MARKUP, "load"),
                numberSample(2, LONG, "load")));
    ScoreFigures figures =
        new ScorePictures(NAMES).of(new PartScores(Scores.none(), scores, backtest, samples));
    return page("evaluate", figures, samples);
  }

  /** Forecasts of several targets of one group, without scores. */
  static PredictionPage bare() {
    String[] targets = {"load", MARKUP};
    PredictionSamples samples =
        new PredictionSamples(
            HORIZON, LEVELS, BASELINES, 1, false, List.of(numberSample(0, "", targets)));
    return page("predict", null, samples);
  }

  /** Classes of rows, so many of them. */
  static PredictionPage classes(int count) {
    List<String> names = new ArrayList<>(List.of("sun", MARKUP, LONG));
    IntStream.range(3, count).forEach(k -> names.add("class " + k));
    List<String> used = names.subList(0, count);
    ClassScoring scoring = new ClassScoring(used, List.of(Baseline.LAST, Baseline.MOST_FREQUENT));
    for (int row = 0; row < 2000; row++) {
      int truth = trueClass(row, count);
      scoring.add(truth, probabilities(row, count), new int[] {trueClass(row - 1, count), 0});
    }
    ClassScores scores = scoring.scores();
    PredictionSamples samples =
        new PredictionSamples(
            1, List.of(), List.of(), 1, false, List.of(classSample(used, Math.min(count, 12))));
    return page("evaluate", new ScorePictures(NAMES).of(scores), samples);
  }

  private static int trueClass(int row, int count) {
    return Math.floorMod(row / 3 + (Nodes.noise(row + 5) > 0.7 ? 1 : 0), count);
  }

  private static double[] probabilities(int row, int count) {
    double[] all = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double closeness = k == trueClass(row, count) ? 3 : 0;
      all[k] = Math.exp(closeness + 2 * Nodes.noise(row + 9, k));
      sum += all[k];
    }
    for (int k = 0; k < count; k++) {
      all[k] /= sum;
    }
    return all;
  }

  private static Sample classSample(List<String> names, int shown) {
    int rows = 120;
    List<List<Double>> probabilities = new ArrayList<>();
    for (int k = 0; k < shown; k++) {
      int of = k;
      probabilities.add(
          IntStream.range(0, rows).mapToObj(row -> probabilities(row, names.size())[of]).toList());
    }
    if (shown < names.size()) {
      probabilities.add(
          IntStream.range(0, rows)
              .mapToObj(
                  row ->
                      IntStream.range(shown, names.size())
                          .mapToDouble(k -> probabilities(row, names.size())[k])
                          .sum())
              .toList());
    }
    return new Sample(
        "",
        0,
        IntStream.range(0, rows).mapToObj(SyntheticPredictions::day).toList(),
        IntStream.range(0, rows).mapToObj(row -> 1).toList(),
        List.of(),
        new Classes(
            names.subList(0, shown),
            names.size() - shown,
            probabilities,
            IntStream.range(0, rows).mapToObj(row -> row % Math.min(3, shown)).toList(),
            IntStream.range(0, rows)
                .mapToObj(row -> Math.min(shown, trueClass(row, names.size())))
                .map(row -> row >= probabilities.size() ? -1 : row)
                .toList()));
  }

  /** A text, of which only the loss and the share of hits are known. */
  static PredictionPage text() {
    SymbolScoring scoring = new SymbolScoring(List.of(Baseline.LAST, Baseline.MOST_FREQUENT));
    for (int i = 0; i < 100; i++) {
      scoring.add(i % 5, i % 4, 0.25, new int[] {i % 3, 0});
    }
    return page("evaluate", new ScorePictures(NAMES).of(scoring.scores()), null);
  }

  private static PredictionPage page(
      String command, @Nullable ScoreFigures figures, @Nullable PredictionSamples samples) {
    return new PredictionPage(
        "0.1.0",
        command,
        "carousel " + command + " run --html page.html",
        "2026-11-26T12:00:00Z",
        "table meters.csv",
        "Part: test",
        figures,
        samples == null ? List.of() : samples.baselines().stream().map(NAMES::ofValue).toList(),
        samples);
  }
}
