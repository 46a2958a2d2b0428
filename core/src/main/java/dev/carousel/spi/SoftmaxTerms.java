package dev.carousel.spi;

import dev.carousel.error.CarouselException;
import dev.carousel.error.Shares;
import java.util.Arrays;

/**
 * A softmax cross-entropy with weights of the classes and label smoothing. With probabilities p of
 * K classes, correct class y, weights w and smoothing s, its loss is
 *
 * <pre>
 * (1 - s) w_y (-ln p_y) + s / K * sum_k w_k (-ln p_k)
 * </pre>
 *
 * and its gradient with respect to logit k is {@code a p_k - (1 - s) w_y [k = y] - s / K w_k}, with
 * {@code a = (1 - s) w_y + s / K * sum_j w_j}. (Szegedy and others, 2016, Rethinking the Inception
 * architecture; with weights as PyTorch's {@code cross_entropy})
 *
 * <p>Immutable; equal if all numbers are.
 */
public final class SoftmaxTerms {
  /** The log loss: neither weights nor smoothing. */
  public static final SoftmaxTerms PLAIN = new SoftmaxTerms(0);

  private final double smoothing;
  private final double[] weights;
  private final double sum;

  private SoftmaxTerms(double smoothing, double... weights) {
    this.smoothing = smoothing;
    this.weights = weights;
    sum = Arrays.stream(weights).sum();
  }

  /**
   * Such a loss.
   *
   * @param smoothing s, at least 0 and less than 1
   * @param weights of the classes, at least 0; none if all are 1
   * @throws CarouselException if a number is out of range, or no weight is greater than 0
   */
  public static SoftmaxTerms of(double smoothing, double... weights) {
    Shares.require("label smoothing", smoothing);
    for (double weight : weights) {
      if (!(weight >= 0 && Double.isFinite(weight))) {
        throw CarouselException.usage("The weight of a class is out of range.")
            .expected("a finite number of at least 0")
            .found(weight)
            .build();
      }
    }
    SoftmaxTerms terms = new SoftmaxTerms(smoothing, weights.clone());
    if (weights.length > 0 && terms.sum == 0) {
      throw CarouselException.usage("All weights of the classes are 0.")
          .expected("at least one weight greater than 0")
          .build();
    }
    return terms;
  }

  /** The label smoothing, s. */
  public double smoothing() {
    return smoothing;
  }

  /** The weight of a class. */
  public double weight(int id) {
    return weights.length == 0 ? 1 : weights[id];
  }

  /** Whether this is the log loss, so that its figures are nats. */
  public boolean isPlain() {
    return smoothing == 0 && Arrays.stream(weights).allMatch(weight -> weight == 1);
  }

  /**
   * The factor of {@code -ln p_k} in the loss, apart from that of the correct class.
   *
   * @param id k
   * @param classes K
   * @return {@code s / K w_k}
   */
  public double everywhere(int id, int classes) {
    return smoothing / classes * weight(id);
  }

  /**
   * The further factor of {@code -ln p_y} in the loss.
   *
   * @param target the correct class, y
   * @return {@code (1 - s) w_y}
   */
  public double ofTarget(int target) {
    return (1 - smoothing) * weight(target);
  }

  /**
   * The factor of the probabilities in the gradient, a.
   *
   * @param target the correct class, y
   * @param classes K
   */
  public double total(int target, int classes) {
    return ofTarget(target) + smoothing / classes * (weights.length == 0 ? classes : sum);
  }

  /**
   * Refuses another number of classes than there are weights.
   *
   * @throws CarouselException if there are weights, and not one for each class
   */
  public void requireFor(int classes) {
    if (weights.length > 0 && weights.length != classes) {
      throw CarouselException.usage("The weights of the classes do not fit the data.")
          .expected("one weight for each of the " + classes + " classes")
          .found(weights.length == 1 ? "1 weight" : weights.length + " weights")
          .build();
    }
  }

  /**
   * The loss of one prediction, in double; as {@link ClassLoss#loss}.
   *
   * @param logits {@code [K]}
   * @param target the correct class, y
   * @param gradient {@code [K]}, receives the gradient
   */
  public double loss(double[] logits, int target, double[] gradient) {
    int classes = logits.length;
    double[] p = ClassLoss.probabilities(logits);
    double largest = Arrays.stream(logits).max().orElse(0);
    double exponentials = 0;
    for (double logit : logits) {
      exponentials += Math.exp(logit - largest);
    }
    double total = total(target, classes);
    double loss = total * Math.log(exponentials);
    for (int k = 0; k < classes; k++) {
      double share = everywhere(k, classes) + (k == target ? ofTarget(target) : 0);
      loss -= share * (logits[k] - largest);
      gradient[k] = total * p[k] - share;
    }
    return loss;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SoftmaxTerms terms
        && Double.compare(smoothing, terms.smoothing) == 0
        && Arrays.equals(weights, terms.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(smoothing) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "smoothing " + smoothing + ", weights " + Arrays.toString(weights);
  }
}
