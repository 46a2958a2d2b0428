package dev.carousel.data.score;

import dev.carousel.data.predict.ClassPrediction;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.NumberPrediction;
import dev.carousel.data.predict.Place;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.score.NaiveValues.Spot;
import dev.carousel.data.table.EncodedTable;
import dev.carousel.metrics.Baseline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some of the predictions of a table, to be drawn. Used by one thread.
 *
 * <pre>{@code
 * Forecast forecast = predictor.read(frame);
 * PredictionSampling sampling =
 *     PredictionSampling.of(forecast, predictor.levels(), SampleSize.USUAL);
 * forecast.forEach(sampling::add);
 * PredictionSamples samples = sampling.samples();
 * }</pre>
 */
public final class PredictionSampling {
  private final Sampler sampler;
  private final NaiveValues naive;
  private final boolean hasBaselines;

  private PredictionSampling(Sampler sampler, NaiveValues naive, boolean hasBaselines) {
    this.sampler = sampler;
    this.naive = naive;
    this.hasBaselines = hasBaselines;
  }

  /** Of all rows that are predicted, without baselines. */
  public static PredictionSampling of(Forecast forecast, List<Double> levels, SampleSize size) {
    return of(forecast, levels, size, null, null);
  }

  /**
   * The same with baselines.
   *
   * @param plan tells the season
   */
  public static PredictionSampling withBaselines(
      Forecast forecast, List<Double> levels, SampleSize size, ScorePlan plan) {
    return of(forecast, levels, size, null, plan);
  }

  /**
   * Of the rows beyond the end of each group, after as many rows before it as show what goes on.
   *
   * @param steps how many rows beyond the end
   */
  public static PredictionSampling beyond(
      Forecast forecast, List<Double> levels, SampleSize size, int steps) {
    return of(forecast, levels, size, steps, null);
  }

  private static PredictionSampling of(
      Forecast forecast,
      List<Double> levels,
      SampleSize size,
      @Nullable Integer steps,
      @Nullable ScorePlan plan) {
    EncodedTable table = forecast.table();
    Integer season = plan == null ? null : plan.season();
    NaiveValues naive = new NaiveValues(table.codec(), forecast.truth(), season);
    List<Baseline> baselines = plan == null ? List.of() : naive.baselines();
    SampledRows rows =
        SampledRows.of(
            table,
            group -> table.readable(group) - forecast.origins(group),
            group -> forecast.origins(group) == 0 ? -1 : table.readable(group) - 1,
            size,
            steps);
    Sampler sampler = new Sampler(rows, forecast.truth(), naive, levels, baselines);
    return new PredictionSampling(sampler, naive, plan != null);
  }

  /** Takes one more prediction into account. */
  public void add(Prediction prediction) {
    Place place = prediction.place();
    Spot spot = new Spot(place.sequence(), place.origin(), place.target(), place.step());
    if (!sampler.isWanted(spot.group(), spot.origin())) {
      return;
    }
    if (prediction instanceof NumberPrediction numbers) {
      for (int k = 0; k < numbers.values().size(); k++) {
        double[] quantiles =
            numbers.quantiles().get(k).stream().mapToDouble(Double::doubleValue).toArray();
        double[] beside = hasBaselines ? naive.numbers(k, spot) : new double[0];
        sampler.number(k, spot, numbers.values().get(k), quantiles, beside);
      }
    } else if (prediction instanceof ClassPrediction one) {
      sampler.probabilities(
          spot, one.probabilities().stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** What was kept so far. */
  public PredictionSamples samples() {
    return sampler.samples();
  }
}
