package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.diagnose.report.Report.Calibration;
import dev.carousel.cli.diagnose.report.Report.Forecast;
import dev.carousel.cli.diagnose.report.Report.Spread;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.SeedForecasts;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.Run;

/** What was foretold of a network, and what came of it, as the records of its JSON. */
final class ForecastJson {
  private ForecastJson() {}

  static Forecast of(Forecasts forecasts, int index, Run run) {
    LearningForecast found = forecasts.ofRuns().get(index);
    SeedForecasts all = forecasts.bySeed().get(index);
    return new Forecast(
        found.lag(),
        found.arriving(),
        found.timeScale(),
        found.carouselShare(),
        found.outlook().word(),
        new Calibration(found.frequency().runs(), found.frequency().learnt()),
        all.seeds(),
        all.unlikely(),
        spread(all.arriving()),
        spread(all.carouselShare()),
        forecasts.constantLoss(),
        forecasts.learnt(run).orElse(null),
        forecasts.right(index, run).orElse(null));
  }

  private static Spread spread(SeedForecasts.Spread found) {
    return new Spread(found.mean(), found.deviation());
  }
}
