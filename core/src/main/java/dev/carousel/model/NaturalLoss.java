package dev.carousel.model;

import dev.carousel.data.DataShape;
import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import dev.carousel.spi.SoftmaxTerms;
import java.util.Optional;

/**
 * The losses that are used if none is chosen: the log loss of classes, and the squared error of
 * numbers.
 */
public final class NaturalLoss {
  private static final Loss LOG_LOSS = new Softmax(SoftmaxTerms.PLAIN);
  private static final Loss SQUARED_ERROR = new SquaredError();

  private NaturalLoss() {}

  /** The loss for such data. */
  public static Loss of(DataShape data) {
    return data.symbolsOut() ? LOG_LOSS : SQUARED_ERROR;
  }

  /** The squared error {@code (y - t)^2} of a number. */
  public static Loss squaredError() {
    return SQUARED_ERROR;
  }

  /**
   * The log loss of classes, with weights and label smoothing.
   *
   * @param terms {@link SoftmaxTerms#PLAIN} for the log loss itself
   */
  public static Loss softmax(SoftmaxTerms terms) {
    return new Softmax(terms);
  }

  private record SquaredError() implements NumberLoss {
    @Override
    public String measure() {
      return "squared error";
    }

    @Override
    public double loss(double[] outputs, double target, double[] gradient) {
      double error = outputs[0] - target;
      gradient[0] = 2 * error;
      return error * error;
    }
  }

  private record Softmax(SoftmaxTerms terms) implements ClassLoss {
    @Override
    public String measure() {
      return terms.isPlain() ? "nats" : "weighted or smoothed cross-entropy";
    }

    @Override
    public Optional<SoftmaxTerms> softmax(int classes) {
      terms.requireFor(classes);
      return Optional.of(terms);
    }

    @Override
    public double loss(double[] logits, int target, double[] gradient) {
      return terms.loss(logits, target, gradient);
    }

    /** The probabilities are proportional to the share that each class has in the mean loss. */
    @Override
    public double[] constant(double[] frequencies) {
      double[] shares = new double[frequencies.length];
      for (int k = 0; k < shares.length; k++) {
        shares[k] = terms.ofTarget(k) * frequencies[k] + terms.everywhere(k, shares.length);
      }
      return ClassLoss.super.constant(shares);
    }
  }
}
