package dev.carousel.losses;

import dev.carousel.spi.NumberLoss;
import org.jspecify.annotations.Nullable;

/** The log loss of an event that does or does not happen. */
record BinaryLoss() implements NumberLoss {
  @Override
  public String measure() {
    return "binary log loss";
  }

  @Override
  public double loss(double[] outputs, double target, double[] gradient) {
    gradient[0] = Stable.sigmoid(outputs[0]) - target;
    return Stable.softplus(outputs[0]) - target * outputs[0];
  }

  @Override
  public double point(double[] outputs) {
    return Stable.sigmoid(outputs[0]);
  }

  @Override
  public @Nullable String unfit(double target) {
    return target >= 0 && target <= 1 ? null : "1 or 0, for yes or no, or a share between them";
  }
}
