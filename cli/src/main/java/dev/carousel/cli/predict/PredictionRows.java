package dev.carousel.cli.predict;

import dev.carousel.cli.scores.ScoreLines;
import dev.carousel.data.predict.ClassPrediction;
import dev.carousel.data.predict.NumberPrediction;
import dev.carousel.data.predict.Place;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.table.Columns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as rows of a table: group, time, row and step of the horizon, then for each target
 * its value, quantiles and truth, or the class, the probability of each and the true class. A name
 * that is taken gets an underscore at its end.
 */
final class PredictionRows {
  /** What the cells of a column are. */
  enum Kind {
    WORD,
    WHOLE,
    NUMBER
  }

  private final List<String> names = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final boolean hasGroup;
  private final boolean hasTime;
  private final boolean isLabel;
  private final boolean isFollowing;

  PredictionRows(Predictor predictor) {
    this(predictor, false);
  }

  /**
   * Predictions from rows that come one by one: the number of the row that was read last instead of
   * the one that is predicted, and no truth.
   */
  static PredictionRows following(Predictor predictor) {
    return new PredictionRows(predictor, true);
  }

  private PredictionRows(Predictor predictor, boolean isFollowing) {
    this.isFollowing = isFollowing;
    Columns columns = predictor.codec().roles().columns();
    isLabel = predictor.codec().labelsGroups();
    hasGroup = columns.group() != null;
    hasTime = !columns.time().isEmpty() && !isLabel;
    if (columns.group() != null) {
      add(columns.group(), Kind.WORD);
    }
    if (hasTime) {
      add(columns.time().size() == 1 ? columns.time().get(0) : "time", Kind.WORD);
    }
    if (isFollowing) {
      add("after", Kind.WHOLE);
    }
    if (!isLabel && !isFollowing) {
      add("row", Kind.WHOLE);
    }
    if (!isLabel) {
      add("step", Kind.WHOLE);
    }
    if (predictor.classes().isEmpty()) {
      for (String target : predictor.targets()) {
        add(target, Kind.NUMBER);
        predictor
            .levels()
            .forEach(level -> add(target + "_p" + ScoreLines.percent(level), Kind.NUMBER));
        if (!isFollowing) {
          add(target + "_truth", Kind.NUMBER);
        }
      }
    } else {
      add("class", Kind.WORD);
      predictor.classes().forEach(name -> add("p_" + name, Kind.NUMBER));
      if (!isFollowing) {
        add("truth", Kind.WORD);
      }
    }
  }

  private void add(String name, Kind kind) {
    String free = name;
    while (names.contains(free)) {
      free += "_";
    }
    names.add(free);
    kinds.add(kind);
  }

  /** The names of the columns, each once. */
  List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** What their cells are. */
  List<Kind> kinds() {
    return List.copyOf(kinds);
  }

  /** The cells of a prediction: strings, integers and doubles; null where nothing is known. */
  @Nullable Object[] cells(Prediction prediction) {
    return cells(prediction, prediction.place().row() + 1);
  }

  /**
   * The same, of a prediction from a row that came by itself.
   *
   * @param row its number, from 1; 0 if there is none
   */
  @Nullable Object[] cells(Prediction prediction, long row) {
    List<@Nullable Object> cells = new ArrayList<>(names.size());
    Place place = prediction.place();
    if (hasGroup) {
      cells.add(place.group());
    }
    if (hasTime) {
      cells.add(place.time().isEmpty() ? null : place.time());
    }
    if (!isLabel || isFollowing) {
      cells.add(row == 0 ? null : row);
    }
    if (!isLabel) {
      cells.add(place.step());
    }
    if (prediction instanceof NumberPrediction numbers) {
      for (int k = 0; k < numbers.values().size(); k++) {
        cells.add(numbers.values().get(k));
        cells.addAll(numbers.quantiles().get(k));
        double truth = numbers.truths().get(k);
        if (!isFollowing) {
          cells.add(Double.isNaN(truth) ? null : truth);
        }
      }
    } else if (prediction instanceof ClassPrediction one) {
      cells.add(one.name());
      cells.addAll(one.probabilities());
      if (!isFollowing) {
        cells.add(one.truth());
      }
    }
    return cells.toArray();
  }
}
