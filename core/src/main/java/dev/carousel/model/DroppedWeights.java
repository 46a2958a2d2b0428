package dev.carousel.model;

import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The recurrent layers of a network without some elements of their recurrent matrices (weight drop:
 * Merity, Keskar and Socher, 2017). It belongs to one training pass at a time, and is used for one
 * after the other.
 */
final class DroppedWeights {
  private final Map<Layer, Thinned> layers = new IdentityHashMap<>();

  /**
   * One layer.
   *
   * @param whole its parameters
   * @param all the same without what is dropped
   * @param matrices its recurrent matrices
   * @param thin these without what is dropped
   * @param factors what they are multiplied by
   */
  private record Thinned(
      NamedTensors whole,
      NamedTensors all,
      List<ParameterSpec> matrices,
      NamedTensors thin,
      NamedTensors factors,
      BoundLayer bound) {}

  DroppedWeights(Network network, NamedTensors parameters) {
    for (Layer layer : network.recurrentLayers()) {
      NamedTensors whole = layer.own(parameters);
      Map<String, Tensor> all = new LinkedHashMap<>(whole.asMap());
      Map<String, Tensor> thin = new LinkedHashMap<>();
      List<ParameterSpec> matrices = layer.training().recurrentMatrices();
      for (ParameterSpec matrix : matrices) {
        Tensor copy = whole.get(matrix.name()).like();
        all.put(matrix.name(), copy);
        thin.put(matrix.name(), copy);
      }
      NamedTensors own = new NamedTensors(thin);
      NamedTensors given = new NamedTensors(all);
      BoundLayer bound = layer.training().bind(given);
      layers.put(layer, new Thinned(whole, given, matrices, own, own.like(), bound));
    }
  }

  /** Drops what an update does without. */
  void drop(Dropout dropout) {
    layers.forEach(
        (layer, thinned) -> {
          for (ParameterSpec matrix : thinned.matrices()) {
            Tensor factors = thinned.factors().get(matrix.name());
            dropout.fillWeights(factors, layer, matrix);
            Tensor thin = thinned.thin().get(matrix.name());
            Tensor whole = thinned.whole().get(matrix.name());
            for (int i = 0; i < thin.size(); i++) {
              thin.set(i, whole.get(i) * factors.get(i));
            }
          }
          thinned.bound().refresh();
        });
  }

  /** All parameters of a layer, without what is dropped. */
  NamedTensors all(Layer layer) {
    return of(layer).all();
  }

  /** What its recurrent matrices are multiplied by. */
  NamedTensors factors(Layer layer) {
    return of(layer).factors();
  }

  BoundLayer bound(Layer layer) {
    return of(layer).bound();
  }

  private Thinned of(Layer layer) {
    return Objects.requireNonNull(layers.get(layer), layer.name());
  }
}
