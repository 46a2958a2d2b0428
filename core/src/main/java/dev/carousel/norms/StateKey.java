package dev.carousel.norms;

import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.spi.StateGradient;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of a state.
 *
 * @param layer the group of the layer's parameters: {@code layer0}
 * @param state its name in the cell
 */
public record StateKey(String layer, String state) {
  /** All states of a network, layer by layer from the bottom up. */
  public static List<StateKey> all(Network network) {
    List<StateKey> keys = new ArrayList<>();
    for (Layer layer : network.recurrentLayers()) {
      layer.program().states().forEach(s -> keys.add(new StateKey(layer.name(), s.name())));
    }
    return keys;
  }

  /** The key of the gradient's state. */
  public static StateKey of(StateGradient gradient) {
    return new StateKey(gradient.layer(), gradient.state());
  }

  @Override
  public String toString() {
    return layer + "/" + state;
  }
}
