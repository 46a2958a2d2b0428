package org.example.mylogcosh;

import dev.carousel.spi.NumberLoss;

/**
 * The logarithm of the hyperbolic cosine of the error {@code e = y - t}: like half the squared
 * error where the error is small, and like its size where it is large.
 *
 * <pre>
 * loss     = scale^2 ln cosh(e / scale)
 * gradient = scale tanh(e / scale)
 * </pre>
 *
 * @param scale the error at which one becomes the other
 */
public record MyLogCoshLoss(double scale) implements NumberLoss {
  @Override
  public String measure() {
    return "log-cosh loss";
  }

  @Override
  public double loss(double[] outputs, double target, double[] gradient) {
    double e = (outputs[0] - target) / scale;
    gradient[0] = scale * Math.tanh(e);
    // ln cosh e, without the overflow of cosh
    return scale * scale * (Math.abs(e) + Math.log1p(Math.exp(-2 * Math.abs(e))) - Math.log(2));
  }
}
