package dev.carousel.cli.predict;

import dev.carousel.cli.options.Session;
import dev.carousel.cli.pictures.BaselineNames;
import dev.carousel.cli.pictures.PredictionPage;
import dev.carousel.cli.pictures.ScorePictures;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.score.PredictionSampling;
import dev.carousel.data.score.SampleSize;
import dev.carousel.data.score.ScorePlan;
import dev.carousel.metrics.EvaluationScores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps predictions for a page while they are made. */
record PredictedPage(PredictionSampling sampling, BaselineNames names) {
  /**
   * Of predictions that are yet to be made.
   *
   * @param steps how many rows beyond the end are predicted; null for the usual
   * @param plan what is scored; null if nothing is
   */
  static PredictedPage of(
      Forecast forecast, Predictor predictor, @Nullable Integer steps, @Nullable ScorePlan plan) {
    List<Double> levels = predictor.levels();
    SampleSize size = SampleSize.USUAL;
    BaselineNames names = new BaselineNames(plan == null ? null : plan.season());
    if (steps != null) {
      return new PredictedPage(PredictionSampling.beyond(forecast, levels, size, steps), names);
    }
    return new PredictedPage(
        plan == null
            ? PredictionSampling.of(forecast, levels, size)
            : PredictionSampling.withBaselines(forecast, levels, size, plan),
        names);
  }

  void add(Prediction prediction) {
    sampling.add(prediction);
  }

  /** The document of the page. */
  PredictionPage document(
      Session session, String data, String note, @Nullable EvaluationScores scores) {
    return PredictionPage.of(
        session,
        "predict",
        data,
        note,
        scores == null ? null : new ScorePictures(names).of(scores),
        names,
        sampling.samples());
  }
}
