package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.diagnosis.ForecastCalibration.Frequency;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.diagnosis.SeedForecasts;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Forecasts for a terminal: as they are made, and beside what came of them. */
public final class ForecastText {
  private static final String INDENT = "  ";
  private static final String RULE =
      "Left: the share of the gradient at lag 0 that is left, in the best state of the lowest "
          + "layer. On carousel: the part of it that bypasses all matrix products. Calibration: "
          + "how many of the calibration runs with the same forecast learnt within their "
          + "budget. The forecast is not a promise. See docs/forecast-calibration.md.";

  private ForecastText() {}

  /** What is said before the first network is trained. */
  public static List<String> before(Forecasts forecasts, Look look) {
    int lag = forecasts.ofRuns().get(0).lag();
    List<String> lines = new ArrayList<>();
    lines.add(look.bold("Forecast, before any training"));
    TextTable table =
        new TextTable(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT, Align.RIGHT);
    table.row(
        "run",
        "left at lag " + lag,
        "on carousel",
        "longest time-scale",
        "forecast",
        "calibration");
    for (int i = 0; i < forecasts.names().size(); i++) {
      LearningForecast forecast = forecasts.ofRuns().get(i);
      table.row(
          forecasts.names().get(i),
          Numbers.ratio(forecast.arriving()),
          Numbers.ratio(forecast.carouselShare()),
          timeScale(forecast),
          forecast.outlook().word(),
          frequency(forecast.frequency()));
    }
    lines.addAll(table.lines(look.width()));
    for (int i = 0; i < forecasts.names().size(); i++) {
      SeedForecasts all = forecasts.bySeed().get(i);
      if (all.seeds().size() > 1) {
        String told = forecasts.names().get(i) + ", " + overSeeds(all, look);
        lines.addAll(Paragraph.hanging(INDENT, told, look.width()));
      }
    }
    lines.addAll(Paragraph.hanging(INDENT, RULE, look.width()));
    lines.add("");
    return lines;
  }

  /** The row of the table is of the first seed, which the network is trained with. */
  private static String overSeeds(SeedForecasts all, Look look) {
    int last = all.seeds().size() - 1;
    return String.format(
        "over %d seeds (%d to %d): unlikely with %d; left %s, on carousel %s (mean and standard"
            + " deviation).",
        last + 1,
        all.seeds().get(0),
        all.seeds().get(last),
        all.unlikely(),
        spread(all.arriving(), look),
        spread(all.carouselShare(), look));
  }

  private static String spread(SeedForecasts.Spread found, Look look) {
    return Numbers.ratio(found.mean())
        + (look.unicode() ? " ± " : " +- ")
        + Numbers.ratio(found.deviation());
  }

  private static String frequency(Frequency alike) {
    return alike.runs() == 0 ? Numbers.NONE : alike.learnt() + " of " + alike.runs();
  }

  private static String timeScale(LearningForecast forecast) {
    if (forecast.timeScale() == 0) {
      return Numbers.NONE;
    }
    return Double.isInfinite(forecast.timeScale())
        ? "endless"
        : Numbers.decimals(forecast.timeScale(), 1) + " steps";
  }

  /** What came of it. */
  static List<String> after(Forecasts forecasts, List<Run> runs, Look look) {
    List<String> lines = new ArrayList<>();
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT);
    table.row("run", "forecast", "validation loss", "outcome", "forecast was");
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      table.row(
          forecasts.names().get(i),
          forecasts.ofRuns().get(i).outlook().word(),
          Numbers.decimals(run.validLoss(), 4),
          forecasts
              .learnt(run)
              .map(learnt -> learnt ? "learnt" : "not learnt")
              .orElse("not judged"),
          forecasts.right(i, run).map(right -> right ? "right" : "wrong").orElse(Numbers.NONE));
    }
    lines.addAll(table.lines(look.width()));
    lines.addAll(Paragraph.hanging(INDENT, rule(forecasts), look.width()));
    return lines;
  }

  private static String rule(Forecasts forecasts) {
    return forecasts.judged()
        ? "Learnt: less than a quarter of the loss of the best constant prediction, "
            + Numbers.decimals(forecasts.constantLoss(), 4)
            + "."
        : "Not judged: with a prediction at every step, much can be learnt from nearby steps.";
  }
}
