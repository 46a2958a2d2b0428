package dev.carousel.data.predict;

import dev.carousel.data.table.Columns;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as rows of a table: group, time, row and step of the horizon, then for each target
 * its value, quantiles and truth, or the class, the probability of each and the true class. A name
 * that is taken gets an underscore at its end. Immutable and thread-safe.
 */
public final class PredictionRows {
  /** What the cells of a column are. */
  public enum Kind {
    /** A string. */
    WORD,
    /** A whole number. */
    WHOLE,
    /** A number. */
    NUMBER
  }

  /** Differences of levels have rounding errors beyond it. */
  private static final MathContext LEVEL_DIGITS = new MathContext(9);

  private final List<String> names = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final boolean hasGroup;
  private final boolean hasTime;
  private final boolean isLabel;
  private final boolean isFollowing;

  /** Predictions from a table. */
  public static PredictionRows of(Predictor predictor) {
    return new PredictionRows(predictor, false);
  }

  /**
   * Predictions from rows that come one by one: the number of the row that was read last instead of
   * the one that is predicted, and no truth.
   */
  public static PredictionRows following(Predictor predictor) {
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
        predictor.levels().forEach(level -> add(target + "_p" + percent(level), Kind.NUMBER));
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

  /** The level of a quantile in percent, as names have it: {@code 10}, {@code 97.5}. */
  public static String percent(double level) {
    return BigDecimal.valueOf(level)
        .round(LEVEL_DIGITS)
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
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
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** What their cells are. */
  public List<Kind> kinds() {
    return List.copyOf(kinds);
  }

  /** The cells of a prediction: strings, integers and doubles; null where nothing is known. */
  public @Nullable Object[] cells(Prediction prediction) {
    return cells(prediction, prediction.place().row() + 1);
  }

  /**
   * The same, of a prediction from a row that came by itself.
   *
   * @param row its number, from 1; 0 if there is none
   */
  public @Nullable Object[] cells(Prediction prediction, long row) {
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
