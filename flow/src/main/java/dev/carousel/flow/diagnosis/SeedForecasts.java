package dev.carousel.flow.diagnosis;

import dev.carousel.flow.diagnosis.LearningForecast.Outlook;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Forecasts for one network with several seeds, which show how much depends on the initial weights.
 *
 * @param seeds of the initial weights, at least one
 * @param ofSeeds one for each of them
 */
public record SeedForecasts(List<Long> seeds, List<LearningForecast> ofSeeds) {
  public SeedForecasts {
    seeds = List.copyOf(seeds);
    ofSeeds = List.copyOf(ofSeeds);
  }

  /**
   * A quantity over seeds.
   *
   * @param mean over the seeds for which it could be measured; NaN if there is none
   * @param deviation the standard deviation over them, with n - 1; NaN for fewer than two
   */
  public record Spread(double mean, double deviation) {}

  /** What is left of the gradient at the lag. */
  public Spread arriving() {
    return spread(LearningForecast::arriving);
  }

  /** The share of it that comes on the carousel. */
  public Spread carouselShare() {
    return spread(LearningForecast::carouselShare);
  }

  /** The number of seeds with which learning is judged unlikely. */
  public int unlikely() {
    return (int) ofSeeds.stream().filter(one -> one.outlook() == Outlook.UNLIKELY).count();
  }

  private Spread spread(ToDoubleFunction<LearningForecast> quantity) {
    double[] known = ofSeeds.stream().mapToDouble(quantity).filter(v -> !Double.isNaN(v)).toArray();
    double mean = 0;
    for (double value : known) {
      mean += value / known.length;
    }
    double squares = 0;
    for (double value : known) {
      squares += (value - mean) * (value - mean);
    }
    return new Spread(
        known.length == 0 ? Double.NaN : mean,
        known.length < 2 ? Double.NaN : Math.sqrt(squares / (known.length - 1)));
  }
}
