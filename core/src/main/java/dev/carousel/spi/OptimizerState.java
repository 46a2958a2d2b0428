package dev.carousel.spi;

import dev.carousel.tensor.NamedTensors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of an optimizer between updates: the number of updates, and named slots that each hold
 * one tensor per parameter (momentum, squared gradients). Mutable; used by one thread at a time,
 * that of its run.
 */
public final class OptimizerState {
  private final Map<String, NamedTensors> slots;
  private long updates;
  private double[][] workspace = new double[0][];

  /** A state restored from a checkpoint. */
  public OptimizerState(long updates, Map<String, NamedTensors> slots) {
    this.updates = updates;
    this.slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
  }

  /** A new state with slots of zeros. */
  public static OptimizerState zeros(NamedTensors parameters, String... slotNames) {
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    for (String name : slotNames) {
      slots.put(name, parameters.like());
    }
    return new OptimizerState(0, slots);
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
