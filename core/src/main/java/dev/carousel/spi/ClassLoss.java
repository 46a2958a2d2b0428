package dev.carousel.spi;

import java.util.Optional;

/**
 * A loss of choosing one of K classes. The head has one output for each class, its logit: the
 * probability of class k is {@code exp(z_k) / sum_j exp(z_j)}.
 *
 * <pre>{@code
 * // The log loss, -ln p: its gradient is p_k - 1 for the correct class and p_k for the others.
 * double loss(double[] logits, int target, double[] gradient) {
 *   double[] p = ClassLoss.probabilities(logits);
 *   for (int k = 0; k < p.length; k++) {
 *     gradient[k] = p[k] - (k == target ? 1 : 0);
 *   }
 *   return -Math.log(p[target]);
 * }
 * }</pre>
 */
public non-sealed interface ClassLoss extends Loss {
  /**
   * The loss of one prediction.
   *
   * @param logits {@code [K]}; not to be changed or kept
   * @param target the correct class, from 0 to K - 1
   * @param gradient {@code [K]}, receives the derivative of the loss with respect to each logit;
   *     its content before the call is undefined
   * @return the loss
   */
  double loss(double[] logits, int target, double[] gradient);

  /**
   * The same loss as a weighted softmax cross-entropy, which the engines compute at full speed; by
   * default empty. If it is present, it must agree with {@link #loss}.
   *
   * @param classes the number of classes, K
   * @throws dev.carousel.error.CarouselException if the loss is made for another number of classes
   */
  default Optional<SoftmaxTerms> softmax(int classes) {
    return Optional.empty();
  }

  /**
   * The logits of the best constant prediction: those with which the mean loss is lowest if the
   * inputs say nothing. By default the logarithms of the frequencies, which is right for every
   * proper scoring rule of the probabilities, such as the log loss. (Gneiting and Raftery, 2007,
   * Strictly proper scoring rules, prediction, and estimation)
   *
   * @param frequencies {@code [K]} of the classes, with a sum of 1; some may be 0
   * @return {@code [K]}, finite
   */
  default double[] constant(double[] frequencies) {
    double[] logits = new double[frequencies.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = Math.log(Math.max(frequencies[k], Double.MIN_NORMAL));
    }
    return logits;
  }

  /**
   * The probability of each class.
   *
   * @param logits {@code [K]}
   * @return {@code [K]}, with a sum of 1
   */
  static double[] probabilities(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] found = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < found.length; k++) {
      found[k] = StrictMath.exp(logits[k] - largest); // the same bits on every machine
      sum += found[k];
    }
    for (int k = 0; k < found.length; k++) {
      found[k] /= sum;
    }
    return found;
  }
}
