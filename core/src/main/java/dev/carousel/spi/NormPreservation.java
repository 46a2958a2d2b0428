package dev.carousel.spi;

import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the steps of recurrent layers preserve the norm of the errors that they carry back, and
 * how the parameters affect that. This is the regularizer of Pascanu, Mikolov and Bengio (2013,
 * equation 9). Let e be the gradient of the loss with respect to a layer's joint state after a
 * step, each state as if it could be moved alone. With J the Jacobian matrix of that step,
 *
 * <pre>
 *   penalty = mean over steps and rows of (|J' e| / |e| - 1)^2
 * </pre>
 *
 * The paper has a sum in place of the mean.
 *
 * @param layers one for each recurrent layer that has a state
 * @param gradients of the sum of all penalties, one tensor for each parameter of the network. Only
 *     parameters that multiply states count, such as recurrent matrices and peepholes, with states
 *     and errors held fixed; the others have zero
 */
public record NormPreservation(List<OfLayer> layers, NamedTensors gradients) {
  /** Copies the list. */
  public NormPreservation {
    layers = List.copyOf(layers);
  }

  /**
   * One layer's part.
   *
   * @param layer the group of its parameters: {@code layer0}
   * @param ratio the mean of {@code |J' e| / |e|}; NaN if there is no error
   * @param penalty the mean of its squared distance to 1
   */
  public record OfLayer(String layer, double ratio, double penalty) {}

  /**
   * The mean of measurements of the same network, each with equal weight.
   *
   * @param all at least one
   */
  public static NormPreservation mean(List<NormPreservation> all) {
    NormPreservation first = all.get(0);
    NamedTensors gradients = first.gradients().like();
    all.forEach(one -> gradients.addScaled(1.0 / all.size(), one.gradients()));
    List<OfLayer> layers = new ArrayList<>();
    for (int i = 0; i < first.layers().size(); i++) {
      int layer = i;
      layers.add(
          new OfLayer(
              first.layers().get(i).layer(),
              all.stream().mapToDouble(one -> one.layers().get(layer).ratio()).average().orElse(0),
              all.stream()
                  .mapToDouble(one -> one.layers().get(layer).penalty())
                  .average()
                  .orElse(0)));
    }
    return new NormPreservation(layers, gradients);
  }

  /** The sum of all penalties. */
  public double penalty() {
    return layers.stream().mapToDouble(OfLayer::penalty).sum();
  }
}
