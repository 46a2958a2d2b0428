package dev.carousel.losses;

import dev.carousel.spi.NumberLoss;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/** The negative log-likelihood of a normal distribution. */
record GaussianLoss() implements NumberLoss {
  /** The quantiles that distributions give. */
  static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  @Override
  public String measure() {
    return "negative log-likelihood";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public double loss(double[] outputs, double target, double[] gradient) {
    double sd = Stable.spread(outputs[1]);
    double z = (target - outputs[0]) / sd;
    gradient[0] = -z / sd;
    gradient[1] = (1 - z * z) / sd * Stable.sigmoid(outputs[1]);
    return Math.log(sd) + 0.5 * z * z + HALF_LOG_TWO_PI;
  }

  @Override
  public List<Double> levels() {
    return LEVELS;
  }

  @Override
  public OptionalDouble quantile(double[] outputs, double level) {
    double z = new NormalDistribution().inverseCumulativeProbability(level);
    return OptionalDouble.of(outputs[0] + Stable.spread(outputs[1]) * z);
  }
}
