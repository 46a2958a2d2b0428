package dev.carousel.cli.predict;

import static dev.carousel.cli.console.Words.format;

import dev.carousel.cli.console.Words;
import dev.carousel.data.predict.ClassPrediction;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.Place;
import dev.carousel.data.predict.Prediction;
import dev.carousel.error.CarouselException;
import dev.carousel.metrics.ClassMetrics;
import dev.carousel.metrics.RocAuc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores of predicted classes. */
final class ClassScores implements PredictionScores {
  private final Forecast forecast;
  private final List<String> classes;
  private final @Nullable Integer season;
  private final ClassMetrics own;
  private final RocAuc area;
  private final ClassMetrics last;
  private final @Nullable ClassMetrics seasonal;
  private final Map<String, Integer> ids = new LinkedHashMap<>();

  ClassScores(Forecast forecast, @Nullable Integer season) {
    this.forecast = forecast;
    this.classes = forecast.table().codec().classes();
    this.season = season;
    own = new ClassMetrics(classes.size());
    area = new RocAuc(classes.size());
    last = new ClassMetrics(classes.size());
    seasonal = season == null ? null : new ClassMetrics(classes.size());
    classes.forEach(name -> ids.put(name, ids.size()));
  }

  @Override
  public void add(Prediction prediction) {
    ClassPrediction made = (ClassPrediction) prediction;
    String name = made.truth();
    if (name == null) {
      return;
    }
    Integer truth = ids.get(name);
    if (truth == null) {
      throw unknown(name, made.place());
    }
    double[] probabilities = made.probabilities().stream().mapToDouble(p -> p).toArray();
    own.add(truth, probabilities);
    area.add(truth, probabilities);
    if (forecast.table().codec().labelsGroups()) {
      return;
    }
    addIfKnown(last, truth, value(made.place(), null));
    if (seasonal != null && season != null) {
      addIfKnown(seasonal, truth, value(made.place(), season));
    }
  }

  private CarouselException unknown(String name, Place place) {
    String where = place.row() < 0 ? "group '" + place.group() + "'" : "row " + (place.row() + 1);
    return CarouselException.failure("The table has a class that the training part never had.")
        .expected("one of " + String.join(", ", classes))
        .found("'" + name + "'")
        .where(where)
        .mend("leave out --score, or such rows")
        .build();
  }

  private void addIfKnown(ClassMetrics metrics, int truth, @Nullable String value) {
    Integer predicted = value == null ? null : ids.get(value);
    if (predicted != null) {
      metrics.add(truth, predicted, predicted == truth ? 1 : 0);
    }
  }

  /** The class that a baseline predicts: the latest one that is there; null if there is none. */
  private @Nullable String value(Place place, @Nullable Integer back) {
    String value = null;
    int step = PredictionScores.known(place, back);
    while (step >= 0 && value == null) {
      value = forecast.trueClass(place.sequence(), step);
      step -= back == null ? 1 : back;
    }
    return value;
  }

  @Override
  public long count() {
    return own.count();
  }

  @Override
  public Map<String, Object> metrics() {
    Map<String, Object> all = figures(own);
    all.put("logLoss", own.logLoss());
    all.put("rocAuc", area.macro());
    Map<String, Object> each = new LinkedHashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      each.put(
          classes.get(k),
          Map.of("precision", own.precision(k), "recall", own.recall(k), "f1", own.f1(k)));
    }
    all.put("classes", each);
    all.put("confusion", Map.of("classes", classes, "counts", own.confusion()));
    return all;
  }

  private static Map<String, Object> figures(ClassMetrics metrics) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("predictions", metrics.count());
    figures.put("accuracy", metrics.accuracy());
    figures.put("balancedAccuracy", metrics.balancedAccuracy());
    figures.put("macroF1", metrics.macroF1());
    return figures;
  }

  @Override
  public Map<String, Object> baselines() {
    Map<String, Object> all = new LinkedHashMap<>();
    if (!forecast.table().codec().labelsGroups()) {
      all.put("last", figures(last));
    }
    if (seasonal != null && season != null) {
      all.put("seasonal", figures(seasonal));
    }
    return all;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        line("Score", "classes", own)
            + format(", log loss %.4f, ROC-AUC %.4f", own.logLoss(), area.macro()));
    for (int k = 0; k < classes.size(); k++) {
      lines.add(
          format(
              "          %s: precision %.2f%%, recall %.2f%%, F1 %.4f",
              classes.get(k), 100 * own.precision(k), 100 * own.recall(k), own.f1(k)));
    }
    if (last.count() > 0) {
      lines.add(line("Baseline", "last class", last));
    }
    if (seasonal != null && season != null) {
      lines.add(line("Baseline", "class of " + Words.count(season, "row") + " before", seasonal));
    }
    return lines;
  }

  private static String line(String title, String name, ClassMetrics metrics) {
    return format(
        "%-9s %s: accuracy %.2f%%, balanced %.2f%%, macro F1 %.4f, of %s",
        title,
        name,
        100 * metrics.accuracy(),
        100 * metrics.balancedAccuracy(),
        metrics.macroF1(),
        Words.count(metrics.count(), "prediction"));
  }
}
