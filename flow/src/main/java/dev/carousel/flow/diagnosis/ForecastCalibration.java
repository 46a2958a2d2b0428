package dev.carousel.flow.diagnosis;

import dev.carousel.flow.diagnosis.LearningForecast.Outlook;

/**
 * The rule of {@link LearningForecast}, and how it did. Thresholds and figures were made by {@code
 * benchmarks/forecast}, and are counted again by a test in a copy of its table. Cases: adding,
 * temporal order and copying at lags from 9 to 99 steps; RNN, GRU, LSTM and LEM cells of 32 units;
 * two seeds; up to 2,000 updates of 16 sequences with Adam at 0.005 and {@code clip-norm:max=1}.
 * The rule was chosen on one half of the cases; the figures are those of the other half. The page
 * {@code docs/forecast-calibration.md} has every case. They say nothing of other budgets.
 */
public final class ForecastCalibration {
  /** Learning is unlikely from farther back than this, in steps, */
  static final int LAG = 18;

  /** where the share of the carousel is less than this. */
  static final double CAROUSEL_SHARE = 4.1e-6;

  private static final Frequency LIKELY = new Frequency(94, 68);
  private static final Frequency UNLIKELY = new Frequency(64, 19);
  private static final Frequency NONE = new Frequency(0, 0);

  private ForecastCalibration() {}

  /**
   * How often something was learnt.
   *
   * @param runs that started alike
   * @param learnt those of them that have learnt
   */
  public record Frequency(int runs, int learnt) {}

  /**
   * What to expect.
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

  /** Of the judging half's runs of which the same was to be expected; no runs if nothing was. */
  static Frequency of(Outlook outlook) {
    return switch (outlook) {
      case LIKELY -> LIKELY;
      case UNLIKELY -> UNLIKELY;
      case UNKNOWN -> NONE;
    };
  }
}
