package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of a network's forward layers between one chunk of a sequence and the next. Immutable
 * by convention: whoever changes a tensor owns a copy.
 *
 * @param states by the name of the layer, each {@code [B, size]}; empty stands for zeros
 */
public record Carry(Map<String, NamedTensors> states) {

  /** Zero states. */
  public static Carry zero() {
    return new Carry(Map.of());
  }

  /** Copies the map. */
  public Carry {
    states = new LinkedHashMap<>(states);
  }

  /** The states of one layer; null for zeros. */
  public @Nullable NamedTensors of(String layer) {
    return states.get(layer);
  }

  /**
   * The states with which a chunk begins: zeros in its fresh rows; all zeros if the number of rows
   * changes, which happens only between sequences.
   */
  public Carry enter(boolean[] fresh) {
    if (states.isEmpty() || rows() != fresh.length) {
      return zero();
    }
    boolean isAnyFresh = false;
    for (boolean row : fresh) {
      isAnyFresh |= row;
    }
    if (!isAnyFresh) {
      return this;
    }
    Map<String, NamedTensors> entered = new LinkedHashMap<>();
    states.forEach((layer, tensors) -> entered.put(layer, cleared(tensors, fresh)));
    return new Carry(entered);
  }

  /** The number of rows, B; 0 if there are no states. */
  int rows() {
    return states.values().stream()
        .flatMap(tensors -> tensors.asMap().values().stream())
        .mapToInt(Carry::rowsOf)
        .findFirst()
        .orElse(0);
  }

  private static int rowsOf(Tensor tensor) {
    return tensor.rank() == 0 ? 0 : tensor.extent(0);
  }

  private static NamedTensors cleared(NamedTensors tensors, boolean[] fresh) {
    NamedTensors copy = tensors.copy();
    for (Tensor tensor : copy.asMap().values()) {
      int size = tensor.extent(1);
      for (int row = 0; row < fresh.length; row++) {
        for (int i = 0; fresh[row] && i < size; i++) {
          tensor.set(row * size + i, 0);
        }
      }
    }
    return copy;
  }

  /** All tensors under the names {@code layer/state}, for a checkpoint. */
  public NamedTensors flat() {
    Map<String, Tensor> flat = new LinkedHashMap<>();
    states.forEach(
        (layer, tensors) ->
            tensors.forEach((state, tensor) -> flat.put(layer + "/" + state, tensor)));
    return new NamedTensors(flat);
  }

  /**
   * What {@link #flat()} was made from.
   *
   * @throws CarouselException if it was made from something else
   */
  public static Carry ofFlat(NamedTensors flat) {
    Map<String, Map<String, Tensor>> byLayer = new LinkedHashMap<>();
    int rows = flat.asMap().values().stream().mapToInt(Carry::rowsOf).findFirst().orElse(0);
    flat.forEach(
        (name, tensor) -> {
          String layer = NamedTensors.groupOf(name);
          if (layer.length() == name.length() || tensor.rank() != 2 || rowsOf(tensor) != rows) {
            throw CarouselException.failure("A carried state is damaged.")
                .expected("layer/state of shape [B, size], with one B for all")
                .found(name + Arrays.toString(tensor.shape()))
                .build();
          }
          byLayer
              .computeIfAbsent(layer, key -> new LinkedHashMap<>())
              .put(name.substring(layer.length() + 1), tensor);
        });
    Map<String, NamedTensors> states = new LinkedHashMap<>();
    byLayer.forEach((layer, tensors) -> states.put(layer, new NamedTensors(tensors)));
    return new Carry(states);
  }

  @Override
  public String toString() {
    return "Carry" + Arrays.toString(states.keySet().toArray());
  }
}
