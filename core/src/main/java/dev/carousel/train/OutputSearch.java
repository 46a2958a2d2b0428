package dev.carousel.train;

import dev.carousel.spi.NumberLoss;

/**
 * The search for the outputs with which the mean loss over some numbers is lowest. Along one
 * output, the mean loss of a useful loss falls and then rises, so the place is found by halving an
 * interval by the sign of the gradient, which needs no smoothness. Used once.
 */
final class OutputSearch {
  private static final int SWEEPS = 60;
  private static final int HALVINGS = 60;
  private static final double MARGIN = 1000;
  private static final double SAME = 1e-10;

  private final NumberLoss loss;
  private final double[] targets;
  private final double[] outputs;
  private final double[] gradient;
  private final double bound;

  OutputSearch(NumberLoss loss, double[] targets) {
    this.loss = loss;
    this.targets = targets;
    outputs = new double[loss.outputs()];
    gradient = new double[loss.outputs()];
    double largest = 0;
    for (double target : targets) {
      largest = Math.max(largest, Math.abs(target));
    }
    bound = largest + MARGIN;
  }

  double[] run() {
    boolean isMoving = true;
    for (int sweep = 0; sweep < SWEEPS && isMoving; sweep++) {
      isMoving = false;
      for (int j = 0; j < outputs.length; j++) {
        double before = outputs[j];
        search(j);
        isMoving |= Math.abs(outputs[j] - before) > SAME * (1 + Math.abs(before));
      }
    }
    return outputs.clone();
  }

  private void search(int output) {
    double low = -bound;
    double high = bound;
    for (int i = 0; i < HALVINGS; i++) {
      outputs[output] = (low + high) / 2;
      if (slope(output) > 0) {
        high = outputs[output];
      } else {
        low = outputs[output];
      }
    }
  }

  private double slope(int output) {
    double sum = 0;
    for (double target : targets) {
      loss.loss(outputs, target, gradient);
      sum += gradient[output];
    }
    return sum;
  }
}
