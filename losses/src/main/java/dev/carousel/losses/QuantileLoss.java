package dev.carousel.losses;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.NumberLoss;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The mean pinball loss of several quantiles.
 *
 * @param levels of the quantiles, ascending
 */
record QuantileLoss(List<Double> levels) implements NumberLoss {
  private static final double SAME = 1e-12;

  /** Refuses levels that do not ascend. */
  QuantileLoss {
    levels = List.copyOf(levels);
    for (int j = 1; j < levels.size(); j++) {
      if (levels.get(j) <= levels.get(j - 1)) {
        throw CarouselException.usage("The levels of the loss quantile are not in order.")
            .expected("each level greater than the one before, such as levels=0.1/0.5/0.9")
            .found(levels.get(j) + " after " + levels.get(j - 1))
            .build();
      }
    }
  }

  @Override
  public String measure() {
    return "pinball loss";
  }

  @Override
  public int outputs() {
    return levels.size();
  }

  @Override
  public double loss(double[] outputs, double target, double[] gradient) {
    double sum = 0;
    for (int j = 0; j < outputs.length; j++) {
      double missing = target - outputs[j];
      double slope = missing > 0 ? levels.get(j) : missing < 0 ? levels.get(j) - 1 : 0;
      sum += slope * missing / outputs.length;
      gradient[j] = -slope / outputs.length;
    }
    return sum;
  }

  /** The median; without levels on both sides of it, the quantile that is nearest to it. */
  @Override
  public double point(double[] outputs) {
    OptionalDouble median = quantile(outputs, 0.5);
    double[] sorted = sorted(outputs);
    double nearest = levels.get(0) > 0.5 ? sorted[0] : sorted[sorted.length - 1];
    return median.orElse(nearest);
  }

  @Override
  public OptionalDouble quantile(double[] outputs, double level) {
    double[] sorted = sorted(outputs);
    for (int j = 0; j < sorted.length; j++) {
      if (Math.abs(levels.get(j) - level) <= SAME) {
        return OptionalDouble.of(sorted[j]);
      }
      if (j > 0 && levels.get(j - 1) < level && level < levels.get(j)) {
        double share = (level - levels.get(j - 1)) / (levels.get(j) - levels.get(j - 1));
        return OptionalDouble.of(sorted[j - 1] + share * (sorted[j] - sorted[j - 1]));
      }
    }
    return OptionalDouble.empty();
  }

  /** Quantiles that cross are put in order, which never makes the loss greater. */
  private static double[] sorted(double[] outputs) {
    double[] sorted = outputs.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
