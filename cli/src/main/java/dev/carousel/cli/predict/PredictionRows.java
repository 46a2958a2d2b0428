package dev.carousel.cli.predict;

import dev.carousel.data.predict.ClassPrediction;
import dev.carousel.data.predict.NumberPrediction;
import dev.carousel.data.predict.Place;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.table.Columns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as rows of a table: group, time, row and step of the horizon, then for each target
 * its value, quantiles and truth, or the class, the probability of each and the true class. A name
 * that is taken gets an underscore at its end.
 */
final class PredictionRows {
  private final List<String> names = new ArrayList<>();
  private final boolean hasGroup;
  private final boolean hasTime;
  private final boolean isLabel;

  PredictionRows(Predictor predictor) {
    Columns columns = predictor.codec().roles().columns();
    isLabel = predictor.codec().labelsGroups();
    hasGroup = columns.group() != null;
    hasTime = !columns.time().isEmpty() && !isLabel;
    if (columns.group() != null) {
      add(columns.group());
    }
    if (hasTime) {
      add(columns.time().size() == 1 ? columns.time().get(0) : "time");
    }
    if (!isLabel) {
      add("row");
      add("step");
    }
    if (predictor.classes().isEmpty()) {
      for (String target : predictor.targets()) {
        add(target);
        predictor.levels().forEach(level -> add(target + "_p" + percent(level)));
        add(target + "_truth");
      }
    } else {
      add("class");
      predictor.classes().forEach(name -> add("p_" + name));
      add("truth");
    }
  }

  private void add(String name) {
    String free = name;
    while (names.contains(free)) {
      free += "_";
    }
    names.add(free);
  }

  /** A level in percent: {@code 10}, {@code 2.5}. */
  static String percent(double level) {
    return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  /** The names of the columns, each once. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** The cells of a prediction: strings, integers and doubles; null where nothing is known. */
  @Nullable Object[] cells(Prediction prediction) {
    List<@Nullable Object> cells = new ArrayList<>(names.size());
    Place place = prediction.place();
    if (hasGroup) {
      cells.add(place.group());
    }
    if (hasTime) {
      cells.add(place.time().isEmpty() ? null : place.time());
    }
    if (!isLabel) {
      cells.add(place.row() < 0 ? null : place.row() + 1);
      cells.add(place.step());
    }
    if (prediction instanceof NumberPrediction numbers) {
      for (int k = 0; k < numbers.values().size(); k++) {
        cells.add(numbers.values().get(k));
        cells.addAll(numbers.quantiles().get(k));
        double truth = numbers.truths().get(k);
        cells.add(Double.isNaN(truth) ? null : truth);
      }
    } else if (prediction instanceof ClassPrediction one) {
      cells.add(one.name());
      cells.addAll(one.probabilities());
      cells.add(one.truth());
    }
    return cells.toArray();
  }
}
