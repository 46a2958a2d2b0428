package dev.carousel.optimizers.hook;

import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** One norm per layer; the rule is in {@link ClipLayerNormProvider}. */
record ClipLayerNormHook(double max) implements UpdateHook {
  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    Map<String, Map<String, Tensor>> layers = new LinkedHashMap<>();
    update
        .gradients()
        .forEach(
            (name, gradient) ->
                layers
                    .computeIfAbsent(NamedTensors.groupOf(name), layer -> new LinkedHashMap<>())
                    .put(name, gradient));
    boolean clipped = false;
    for (Map<String, Tensor> layer : layers.values()) {
      clipped |= Norms.clip(new NamedTensors(layer), max);
    }
    return clipped ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }
}
