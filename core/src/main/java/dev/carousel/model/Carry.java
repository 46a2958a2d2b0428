package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of a network's forward layers between one chunk of a sequence and the next. Immutable
 * by convention: copy a tensor before you change it.
 *
 * @param states by the name of the layer, each {@code [B, size]}; empty for zeros
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
    boolean isAllFresh = true;
    for (boolean row : fresh) {
      isAnyFresh |= row;
      isAllFresh &= row;
    }
    if (!isAnyFresh || isAllFresh) {
      return isAllFresh ? zero() : this;
    }
    Map<String, NamedTensors> entered = new LinkedHashMap<>();
    states.forEach((layer, tensors) -> entered.put(layer, cleared(tensors, fresh)));
    return new Carry(entered);
  }

  /** A deep copy. */
  public Carry copy() {
    Map<String, NamedTensors> copies = new LinkedHashMap<>();
    states.forEach((layer, tensors) -> copies.put(layer, tensors.copy()));
    return new Carry(copies);
  }

  /** One row's states, as those of a chunk of one row; a copy. */
  public Carry row(int row) {
    Map<String, NamedTensors> taken = new LinkedHashMap<>();
    states.forEach((layer, tensors) -> taken.put(layer, rows(tensors, new int[] {row})));
    return new Carry(taken);
  }

  private static NamedTensors rows(NamedTensors tensors, int[] rows) {
    Map<String, Tensor> taken = new LinkedHashMap<>();
    tensors.forEach(
        (state, tensor) -> {
          int size = tensor.extent(1);
          Tensor part = tensor.precision().zeros(rows.length, size);
          for (int i = 0; i < part.size(); i++) {
            part.set(i, tensor.get(rows[i / size] * size + i % size));
          }
          taken.put(state, part);
        });
    return new NamedTensors(taken);
  }

  /**
   * Joins states of one row each, in order.
   *
   * @param rows each of one row, of the same network, or {@link #zero()}
   */
  public static Carry ofRows(List<Carry> rows) {
    Carry pattern =
        rows.stream().filter(row -> !row.states.isEmpty()).findFirst().orElse(Carry.zero());
    Map<String, NamedTensors> joined = new LinkedHashMap<>();
    pattern.states.forEach(
        (layer, tensors) -> {
          NamedTensors all = rows(tensors, new int[rows.size()]);
          for (int row = 0; row < rows.size(); row++) {
            assign(all, row, rows.get(row).of(layer));
          }
          joined.put(layer, all);
        });
    return new Carry(joined);
  }

  /** Copies states of one row, null for zeros, to a row of others. */
  private static void assign(NamedTensors all, int row, @Nullable NamedTensors from) {
    all.forEach(
        (state, tensor) -> {
          int size = tensor.extent(1);
          for (int i = 0; i < size; i++) {
            tensor.set(row * size + i, from == null ? 0 : from.get(state).get(i));
          }
        });
  }

  /**
   * The distance of two states: the largest difference of two elements, relative to the first
   * element if that is greater than 1. Differences that are NaN are ignored.
   *
   * @param other of the same network and as many rows, or {@link #zero()}
   */
  public double distance(Carry other) {
    if (states.isEmpty()) {
      return other.states.isEmpty() ? 0 : other.distance(this);
    }
    double largest = 0;
    for (Map.Entry<String, NamedTensors> layer : states.entrySet()) {
      NamedTensors others = other.of(layer.getKey());
      for (Map.Entry<String, Tensor> state : layer.getValue().asMap().entrySet()) {
        Tensor a = state.getValue();
        Tensor b = others == null ? null : others.get(state.getKey());
        for (int i = 0; i < a.size(); i++) {
          double difference = Math.abs(a.get(i) - (b == null ? 0 : b.get(i)));
          double share = difference / Math.max(1, Math.abs(a.get(i)));
          largest = share > largest ? share : largest;
        }
      }
    }
    return largest;
  }

  /** The number of rows, B; 0 if there are no states. */
  public int rows() {
    for (NamedTensors tensors : states.values()) {
      for (Tensor tensor : tensors.asMap().values()) {
        return rowsOf(tensor); // of all of them
      }
    }
    return 0;
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
   * The inverse of {@link #flat()}.
   *
   * @throws CarouselException if the tensors do not come from {@link #flat()}
   */
  public static Carry ofFlat(NamedTensors flat) {
    Map<String, Map<String, Tensor>> byLayer = new LinkedHashMap<>();
    int rows = flat.asMap().values().stream().mapToInt(Carry::rowsOf).findFirst().orElse(0);
    flat.forEach(
        (name, tensor) -> {
          String layer = NamedTensors.groupOf(name);
          if (layer.length() == name.length() || tensor.rank() != 2 || rowsOf(tensor) != rows) {
            throw CarouselException.failure("A carried state is damaged.")
                .expected("layer/state of shape [B, size], with the same B for all")
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
