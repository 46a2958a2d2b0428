package dev.carousel.spi;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A loss of predicting numbers. Each number to be predicted has P outputs of its own: one for a
 * point, two for the mean and the spread of a normal distribution, one for each quantile. A
 * prediction of O numbers has O times P outputs, number by number, and its loss is the mean over
 * the numbers that are known.
 *
 * <pre>{@code
 * // The squared error, (y - t)^2: its gradient is 2 (y - t).
 * double loss(double[] outputs, double target, double[] gradient) {
 *   double error = outputs[0] - target;
 *   gradient[0] = 2 * error;
 *   return error * error;
 * }
 * }</pre>
 *
 * <p>Targets are in the network's units: those of the scaled data. Predictions are too; whoever
 * knows the scale turns them back.
 */
public non-sealed interface NumberLoss extends Loss {
  /** How many outputs there are for each number, P: at least 1, always the same. */
  default int outputs() {
    return 1;
  }

  /**
   * The loss of one number.
   *
   * @param outputs {@code [P]}; not to be changed or kept
   * @param target the number; finite
   * @param gradient {@code [P]}, receives the derivative of the loss with respect to each output;
   *     its content before the call is undefined. Where there is none, any subgradient
   * @return the loss
   */
  double loss(double[] outputs, double target, double[] gradient);

  /**
   * The number that is predicted; by default the first output.
   *
   * @param outputs {@code [P]}
   */
  default double point(double[] outputs) {
    return outputs[0];
  }

  /**
   * The levels of the quantiles that are usually written beside the point, in ascending order;
   * empty if there is no quantile, as by default.
   */
  default List<Double> levels() {
    return List.of();
  }

  /**
   * A quantile: the number that the target is expected not to exceed with this probability. Never
   * less than that of a smaller level.
   *
   * @param outputs {@code [P]}
   * @param level above 0 and below 1
   * @return empty if the loss does not determine it, as by default
   */
  default OptionalDouble quantile(double[] outputs, double level) {
    return OptionalDouble.empty();
  }

  /**
   * Refuses targets for which this loss has no meaning, such as a negative count; by default none
   * is refused.
   *
   * @param target a finite number, in the network's units
   * @return what is expected instead, such as {@code a count: 0, 1, 2, ..}; null if all is well
   */
  default @Nullable String unfit(double target) {
    return null;
  }
}
