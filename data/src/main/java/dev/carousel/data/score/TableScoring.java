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
import dev.carousel.metrics.EvaluationScores;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores predictions whose truth the table holds, beside naive baselines on the same rows. Used by
 * one thread.
 *
 * <pre>{@code
 * Forecast forecast = predictor.read(frame);
 * TableScoring scoring = TableScoring.of(forecast, predictor.levels(), null);
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
   * @param levels of the predicted quantiles
   * @param season the rows of a season, for the seasonal baseline; null for none
   * @throws CarouselException if the season is less than 1, or whole groups are labelled
   */
  public static TableScoring of(Forecast forecast, List<Double> levels, @Nullable Integer season) {
    TableCodec codec = forecast.table().codec();
    PartScores.requireSeason(new ScorePlan(season, null), codec);
    NaiveValues naive = new NaiveValues(codec, forecast.truth(), season);
    double[] unknown = new double[codec.outputs().size()];
    Arrays.fill(unknown, Double.NaN);
    return new TableScoring(codec, naive, Board.of(codec, levels, naive.baselines(), unknown));
  }

  /**
   * Takes one more prediction into account.
   *
   * @throws CarouselException if its true class is one that training never had
   */
  public void add(Prediction prediction) {
    Place place = prediction.place();
    Spot spot = new Spot(place.sequence(), place.origin(), place.target(), place.step());
    if (prediction instanceof NumberPrediction numbers && board.numbers() != null) {
      for (int k = 0; k < numbers.values().size(); k++) {
        double truth = numbers.truths().get(k);
        if (!Double.isNaN(truth)) {
          double[] quantiles =
              numbers.quantiles().get(k).stream().mapToDouble(Double::doubleValue).toArray();
          board
              .numbers()
              .add(
                  k,
                  spot.step(),
                  truth,
                  numbers.values().get(k),
                  quantiles,
                  naive.numbers(k, spot));
        }
      }
    } else if (prediction instanceof ClassPrediction one && board.classes() != null) {
      int truth = naive.id(one.truth());
      if (truth == Targets.MISSING && one.truth() != null) {
        throw unknown(one.truth(), place);
      }
      if (truth != Targets.MISSING) {
        double[] probabilities =
            one.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
        board.classes().add(truth, probabilities, naive.classes(spot));
      }
    }
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
