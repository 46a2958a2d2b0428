package dev.carousel.losses;

import dev.carousel.spi.NumberLoss;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** The negative log-likelihood of Student's t distribution. */
record StudentTLoss() implements NumberLoss {
  /** The degrees of freedom are above this, so that the variance is finite. */
  private static final double LEAST_FREEDOM = 2;

  /** From here on, quantiles are those of a normal distribution, to eight digits. */
  private static final double NORMAL = 1e8;

  @Override
  public String measure() {
    return "negative log-likelihood";
  }

  @Override
  public int outputs() {
    return 3;
  }

  private static double freedom(double[] outputs) {
    return LEAST_FREEDOM + Stable.spread(outputs[2]);
  }

  @Override
  public double loss(double[] outputs, double target, double[] gradient) {
    double scale = Stable.spread(outputs[1]);
    double freedom = freedom(outputs);
    double z = (target - outputs[0]) / scale;
    double ratio = z * z / freedom;
    double pull = (freedom + 1) / freedom / (1 + ratio);
    gradient[0] = -pull * z / scale;
    gradient[1] = (1 - pull * z * z) / scale * Stable.sigmoid(outputs[1]);
    double ofFreedom =
        0.5 * Math.log1p(ratio)
            - 0.5 * Stable.slopeOfHalf(freedom / 2)
            + (1 - pull * z * z) / (2 * freedom);
    gradient[2] = ofFreedom * Stable.sigmoid(outputs[2]);
    return (freedom + 1) / 2 * Math.log1p(ratio)
        - Stable.logGammaOfHalf(freedom / 2)
        + 0.5 * Math.log(freedom * Math.PI)
        + Math.log(scale);
  }

  @Override
  public List<Double> levels() {
    return GaussianLoss.LEVELS;
  }

  @Override
  public OptionalDouble quantile(double[] outputs, double level) {
    double freedom = freedom(outputs);
    double z =
        freedom < NORMAL
            ? new TDistribution(freedom).inverseCumulativeProbability(level)
            : new NormalDistribution().inverseCumulativeProbability(level);
    return OptionalDouble.of(outputs[0] + Stable.spread(outputs[1]) * z);
  }
}
