package dev.carousel.flow.diagnosis;

import dev.carousel.flow.diagnosis.LearningForecast.Outlook;

/**
 * The rule of {@link LearningForecast} and its calibration. {@code benchmarks/forecast} determined
 * the thresholds and figures; a test recounts them in a copy of its table. The cases are adding,
 * temporal order and copying at lags from 9 to 99 steps, with RNN, GRU, LSTM and LEM cells of 32
 * units and two seeds. Each run made up to 2,000 updates of 16 sequences with Adam at 0.005 and
 * {@code clip-norm:max=1}. The rule was chosen on one half of the cases; the figures are those of
 * the other half: {@code docs/forecast-calibration.md}. The figures do not apply to other budgets.
 */
public final class ForecastCalibration {
  /** Learning is unlikely from lags above this, in steps, */
  static final int LAG = 18;

  /** where the share of the carousel is less than this. */
  static final double CAROUSEL_SHARE = 4.1e-6;

  private static final Frequency LIKELY = new Frequency(94, 68);
  private static final Frequency UNLIKELY = new Frequency(64, 19);
  private static final Frequency NONE = new Frequency(0, 0);

  private ForecastCalibration() {}

  /**
   * How often runs learnt.
   *
   * @param runs with the same forecast
   * @param learnt the number of them that learnt
   */
  public record Frequency(int runs, int learnt) {}

  /**
   * The outlook.
   *
   * @param lag from which the network must learn, in steps
   * @param carouselShare the share of the carousel in the gradient that arrives; NaN if unknown
   */
  static Outlook outlook(int lag, double carouselShare) {
    if (Double.isNaN(carouselShare)) {
      return Outlook.UNKNOWN;
    }
    return lag > LAG && carouselShare < CAROUSEL_SHARE ? Outlook.UNLIKELY : Outlook.LIKELY;
  }

  /**
   * The frequency among the judging half's runs with the same outlook; no runs if the outlook is
   * unknown.
   */
  static Frequency of(Outlook outlook) {
    return switch (outlook) {
      case LIKELY -> LIKELY;
      case UNLIKELY -> UNLIKELY;
      case UNKNOWN -> NONE;
    };
  }
}
