package dev.carousel.data.score;

import dev.carousel.data.Targets;
import dev.carousel.data.predict.ClassPrediction;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.NumberPrediction;
import dev.carousel.data.predict.Place;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.score.NaiveValues.Spot;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.metrics.ClassScoring;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.metrics.NumberScoring;
import dev.carousel.model.HeadLoss;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores predictions whose truth the table holds, beside naive baselines on the same rows. Used by
 * one thread.
 *
 * <pre>{@code
 * Forecast forecast = predictor.read(frame);
 * TableScoring scoring = TableScoring.of(forecast, predictor.loss(), null);
 * forecast.forEach(scoring::add);
 * EvaluationScores scores = scoring.scores();
 * }</pre>
 *
 * <p>What only the training data tells is left out: MASE is NaN.
 */
public final class TableScoring {
  private final TableCodec codec;
  private final NaiveValues naive;
  private final Board board;

  private TableScoring(TableCodec codec, NaiveValues naive, Board board) {
    this.codec = codec;
    this.naive = naive;
    this.board = board;
  }

  /**
   * Of no predictions.
   *
   * @param loss of the network that predicts
   * @param season the rows of a season, for the seasonal baseline; null for none
   * @throws CarouselException if the season is less than 1, or whole groups are labelled
   */
  public static TableScoring of(Forecast forecast, HeadLoss loss, @Nullable Integer season) {
    TableCodec codec = forecast.table().codec();
    PartScores.requireSeason(new ScorePlan(season, null), codec);
    NaiveValues naive = new NaiveValues(codec, forecast.truth(), season);
    double[] unknown = new double[codec.outputs().size()];
    Arrays.fill(unknown, Double.NaN);
    return new TableScoring(codec, naive, Board.of(codec, loss, naive.baselines(), unknown));
  }

  /**
   * Takes one more prediction into account.
   *
   * @throws CarouselException if its true class is one that training never had
   */
  public void add(Prediction prediction) {
    Place place = prediction.place();
    Spot spot = new Spot(place.sequence(), place.origin(), place.target(), place.step());
    NumberScoring ofNumbers = board.numbers();
    ClassScoring ofClasses = board.classes();
    if (prediction instanceof NumberPrediction numbers && ofNumbers != null) {
      add(numbers, spot, ofNumbers);
    } else if (prediction instanceof ClassPrediction one && ofClasses != null) {
      add(one, spot, ofClasses);
    }
  }

  private void add(NumberPrediction made, Spot spot, NumberScoring to) {
    for (int k = 0; k < made.values().size(); k++) {
      double truth = made.truths().get(k);
      if (!Double.isNaN(truth)) {
        double[] quantiles =
            made.quantiles().get(k).stream().mapToDouble(Double::doubleValue).toArray();
        to.add(k, spot.step(), truth, made.values().get(k), quantiles, naive.numbers(k, spot));
      }
    }
  }

  private void add(ClassPrediction made, Spot spot, ClassScoring to) {
    String name = made.truth();
    if (name == null) {
      return;
    }
    int truth = naive.id(name);
    if (truth == Targets.MISSING) {
      throw unknown(name, made.place());
    }
    double[] probabilities =
        made.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
    to.add(truth, probabilities, naive.classes(spot));
  }

  private CarouselException unknown(String name, Place place) {
    String where = place.row() < 0 ? "group '" + place.group() + "'" : "row " + (place.row() + 1);
    return CarouselException.failure("The table has a class that the training part never had.")
        .expected("one of " + String.join(", ", codec.classes()))
        .found("'" + name + "'")
        .where(where)
        .mend("leave out --score, or such rows")
        .build();
  }

  /** The scores so far. */
  public EvaluationScores scores() {
    return board.scores();
  }
}
