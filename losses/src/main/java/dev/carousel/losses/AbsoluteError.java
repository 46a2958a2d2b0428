package dev.carousel.losses;

import dev.carousel.spi.NumberLoss;

/** The absolute error; its subgradient at 0 is 0. */
record AbsoluteError() implements NumberLoss {
  @Override
  public String measure() {
    return "absolute error";
  }

  @Override
  public double loss(double[] outputs, double target, double[] gradient) {
    double error = outputs[0] - target;
    gradient[0] = Math.signum(error);
    return Math.abs(error);
  }
}
