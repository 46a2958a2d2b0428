package dev.carousel.tensor;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tensors by name, in a fixed order: the parameters of a network, their gradients, or an
 * optimizer's slots.
 *
 * <p>A parameter's name is {@code group/equation.matrix}, as in {@code layer0/i.Wh}: the group is
 * the layer that it belongs to. The set of names is fixed at construction; the tensors' elements
 * are mutable. Not synchronised: several threads may read while none writes.
 */
public final class NamedTensors {
  private final Map<String, Tensor> tensors;

  /** Holds these tensors in the map's order; the map is copied, but not the tensors. */
  public NamedTensors(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** The group that a parameter's name belongs to: the part before the slash. */
  public static String groupOf(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** The names, in order. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** The tensors by name, in order; unmodifiable. */
  public Map<String, Tensor> asMap() {
    return tensors;
  }

  /** The tensor of that name; an unknown name is refused with the nearest known one. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw CarouselException.failure("No tensor is named '" + name + "'.")
          .mend(NearestWord.hint(name, tensors.keySet()))
          .build();
    }
    return tensor;
  }

  /**
   * The tensors whose names begin with a prefix, by the rest of their names; they are not copied.
   */
  public NamedTensors under(String prefix) {
    Map<String, Tensor> taken = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            taken.put(name.substring(prefix.length()), tensor);
          }
        });
    return new NamedTensors(taken);
  }

  /** The tensors of these names, in this object's order; they are not copied. */
  public NamedTensors only(Set<String> names) {
    Map<String, Tensor> some = new LinkedHashMap<>(tensors);
    some.keySet().retainAll(names);
    return new NamedTensors(some);
  }

  /** Calls {@code action} for each tensor, in order. */
  public void forEach(BiConsumer<String, Tensor> action) {
    tensors.forEach(action);
  }

  /** Zeros of the same names, shapes and precision. */
  public NamedTensors like() {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> zeros.put(name, tensor.like()));
    return new NamedTensors(zeros);
  }

  /** A deep copy. */
  public NamedTensors copy() {
    return copy(null);
  }

  /** A deep copy in that precision. */
  public NamedTensors copyAs(Precision precision) {
    return copy(precision);
  }

  private NamedTensors copy(@Nullable Precision precision) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            copies.put(name, precision == null ? tensor.copy() : precision.copyOf(tensor)));
    return new NamedTensors(copies);
  }

  /** Copies the elements of {@code source}, which has the same names and sizes. */
  public void assign(NamedTensors source) {
    tensors.forEach((name, tensor) -> tensor.assign(source.get(name)));
  }

  /** The number of elements of all tensors together. */
  public long elements() {
    return tensors.values().stream().mapToLong(Tensor::size).sum();
  }

  /** The Euclidean norm over all elements of all tensors; NaN or infinite if one of them is. */
  public double norm() {
    return norm(Workers.CALLER);
  }

  /** The same, computed by several threads. */
  public double norm(Workers workers) {
    return Math.sqrt(SumOfSquares.of(tensors.values(), workers));
  }

  /** Whether every element of every tensor is finite. */
  public boolean isFinite() {
    return firstNonFinite().isEmpty();
  }

  /**
   * The first element that is NaN or infinite, in words: {@code NaN at element 2 of 'layer0/i.Wh'};
   * empty if all are finite.
   */
  public Optional<String> firstNonFinite() {
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      OptionalInt at = named.getValue().firstNonFinite();
      if (at.isPresent()) {
        double value = named.getValue().get(at.getAsInt());
        return Optional.of(value + " at element " + at.getAsInt() + " of '" + named.getKey() + "'");
      }
    }
    return Optional.empty();
  }

  /**
   * The cosine of the angle to tensors of the same names and sizes, over all elements; NaN if one
   * of the two is zero.
   */
  public double cosine(NamedTensors other) {
    double sum = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      sum += named.getValue().dot(other.get(named.getKey()));
    }
    return sum / (norm() * other.norm());
  }

  /** Adds {@code factor * other}, of the same names and sizes, element by element. */
  public void addScaled(double factor, NamedTensors other) {
    tensors.forEach((name, tensor) -> tensor.addScaled(factor, other.get(name)));
  }

  /** Multiplies every element of every tensor. */
  public void scale(double factor) {
    for (Tensor tensor : tensors.values()) {
      tensor.scale(factor);
    }
  }
}
