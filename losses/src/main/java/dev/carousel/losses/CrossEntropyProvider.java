package dev.carousel.losses;

import dev.carousel.model.NaturalLoss;
import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import dev.carousel.spi.SoftmaxTerms;
import java.util.List;

/**
 * The log loss of classes, with weights w and label smoothing s. With the probabilities p of K
 * classes, and the correct class y:
 *
 * <pre>
 *   (1 - s) w_y (-ln p_y) + s / K sum_k w_k (-ln p_k)
 * </pre>
 *
 * Its gradient with respect to logit k is {@code a p_k - (1 - s) w_y [k = y] - s / K w_k}, with
 * {@code a = (1 - s) w_y + s / K sum_j w_j}. As PyTorch's {@code cross_entropy}, with one
 * difference: the mean of a batch divides by the number of predictions, not by the sum of their
 * weights. Without weights and smoothing it is the loss of classes if none is chosen.
 *
 * <p>Source of the smoothing: Szegedy and others 2016, "Rethinking the Inception architecture for
 * computer vision"; of the weights: King and Zeng 2001, "Logistic regression in rare events data".
 */
public final class CrossEntropyProvider implements LossProvider {
  @Override
  public String id() {
    return "cross-entropy";
  }

  @Override
  public String description() {
    return "Log loss of classes, with weights and label smoothing";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.real(
            "label-smoothing", 0, 0, 0.999, "Share of the probability that is spread evenly"),
        OptionSpec.reals(
                "weights",
                new double[] {1},
                0,
                1e9,
                "Weights of the classes, in the order of their ids; 1 for none (see --weights)")
            .as(OptionRole.CLASS_WEIGHTS));
  }

  @Override
  public Loss create(Options options) {
    return NaturalLoss.softmax(terms(options));
  }

  private static SoftmaxTerms terms(Options options) {
    double[] weights = options.reals("weights");
    boolean isNone = weights.length == 1 && weights[0] == 1;
    return SoftmaxTerms.of(options.real("label-smoothing"), isNone ? new double[0] : weights);
  }
}
