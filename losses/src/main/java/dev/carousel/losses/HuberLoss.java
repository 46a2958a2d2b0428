package dev.carousel.losses;

import dev.carousel.spi.NumberLoss;

/**
 * Huber's loss.
 *
 * @param delta the error at which it becomes linear
 */
record HuberLoss(double delta) implements NumberLoss {
  @Override
  public String measure() {
    return "Huber loss";
  }

  @Override
  public double loss(double[] outputs, double target, double[] gradient) {
    double error = outputs[0] - target;
    gradient[0] = Math.max(-delta, Math.min(delta, error));
    double size = Math.abs(error);
    return size <= delta ? 0.5 * error * error : delta * (size - 0.5 * delta);
  }
}
