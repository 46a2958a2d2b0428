package dev.carousel.spi;

import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Workers;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The state of an optimizer between updates: the number of updates, named slots with a tensor for
 * each parameter, or for some of them (momentum, squared gradients), and named numbers. Mutable;
 * used by one thread at a time, that of its run.
 */
public final class OptimizerState {
  private final Map<String, NamedTensors> slots;
  private final Map<String, Double> numbers;
  private final String prefix;
  private final Map<String, OptimizerState> parts = new HashMap<>();
  private long updates;
  private double[][] workspace = new double[0][];
  private Workers workers = Workers.CALLER;

  /** A state without numbers; see {@link #OptimizerState(long, Map, Map)}. */
  public OptimizerState(long updates, Map<String, NamedTensors> slots) {
    this(updates, slots, Map.of());
  }

  /**
   * A state restored from a checkpoint.
   *
   * @param slots each with tensors of the names and shapes of parameters; taken over
   * @param numbers copied
   */
  public OptimizerState(
      long updates, Map<String, NamedTensors> slots, Map<String, Double> numbers) {
    this(updates, slots, new LinkedHashMap<>(numbers), "");
  }

  private OptimizerState(
      long updates,
      Map<String, NamedTensors> slots,
      Map<String, Double> sharedNumbers,
      String prefix) {
    this.updates = updates;
    this.slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    this.numbers = sharedNumbers;
    this.prefix = prefix;
  }

  /** A new state with slots of zeros. */
  public static OptimizerState zeros(NamedTensors parameters, String... slotNames) {
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    for (String name : slotNames) {
      slots.put(name, parameters.like());
    }
    return new OptimizerState(0, slots);
  }

  /** A deep copy. */
  public OptimizerState copy() {
    Map<String, NamedTensors> copies = new LinkedHashMap<>();
    slots.forEach((name, slot) -> copies.put(name, slot.copy()));
    return new OptimizerState(updates, copies, numbers());
  }

  /** The number of updates made so far. */
  public long updates() {
    return updates;
  }

  /** Counts one more update and returns the new count: 1 at the first. */
  public long advance() {
    return ++updates;
  }

  /** The slot of that name. */
  public NamedTensors slot(String name) {
    NamedTensors slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("no slot " + name + " among " + slots.keySet());
    }
    return slot;
  }

  /** All slots by name, in order; unmodifiable. */
  public Map<String, NamedTensors> slots() {
    return slots;
  }

  /**
   * A number that was kept.
   *
   * @param initial its value if none was kept under this name
   */
  public double number(String name, double initial) {
    return numbers.getOrDefault(prefix + name, initial);
  }

  /**
   * Keeps a number until the next update.
   *
   * @param value finite, as a checkpoint must hold it
   */
  public void keep(String name, double value) {
    numbers.put(prefix + name, value);
  }

  /** All numbers that were kept, by name; a copy. */
  public Map<String, Double> numbers() {
    Map<String, Double> own = new LinkedHashMap<>();
    numbers.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    return own;
  }

  /**
   * The part of this state that belongs to some of the parameters, for an optimizer that treats
   * them by another rule. It shares the tensors of the slots, of which it has all, some perhaps
   * without a tensor. Its numbers are kept here too, under the part's name. It counts its updates
   * itself, from this state's count on: in each update, advance the parts, then this state. The
   * same object at each call.
   *
   * @param part its name, different from those of the other parts
   * @param parameters the same names at each call
   */
  public OptimizerState part(String part, Set<String> parameters) {
    OptimizerState found =
        parts.computeIfAbsent(
            part,
            name -> {
              Map<String, NamedTensors> some = new LinkedHashMap<>();
              slots.forEach((slot, tensors) -> some.put(slot, tensors.only(parameters)));
              return new OptimizerState(updates, some, numbers, prefix + name + "/");
            });
    found.workers = workers;
    return found;
  }

  /** Lends threads to the updates from now on. They are not part of the state. */
  public void lend(Workers threads) {
    workers = threads;
  }

  /** The threads that an update may use; the caller's alone unless others are lent. */
  public Workers workers() {
    return workers;
  }

  /**
   * Scratch arrays, kept with this state so that an update allocates none. Their content is what
   * was last written there, and is not part of the state.
   *
   * @param arrays how many
   * @param length of each
   */
  public double[][] workspace(int arrays, int length) {
    boolean fits = workspace.length == arrays && (arrays == 0 || workspace[0].length == length);
    if (!fits) {
      workspace = new double[arrays][length];
    }
    return workspace;
  }
}
