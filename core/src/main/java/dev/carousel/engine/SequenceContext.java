package dev.carousel.engine;

import dev.carousel.tensor.NamedTensors;
import org.jspecify.annotations.Nullable;

/**
 * How a layer reads a sequence.
 *
 * @param initialStates one tensor {@code [B, size]} for each state; null for zeros
 * @param mask {@code [T, B]}, false where a row has no step: its states are carried over and it
 *     gets no gradient; null if every step is real
 * @param reverse whether time runs from the last step to the first
 * @param dropout one tensor for each of {@link LayerProgram#masks()}: {@code [T, B, size]}, or
 *     {@code [1, B, size]} for a mask that is the same at all steps; null for a layer without any
 */
public record SequenceContext(
    @Nullable NamedTensors initialStates,
    boolean @Nullable [] mask,
    boolean reverse,
    @Nullable NamedTensors dropout) {

  /** Of a layer without dropout within its cell. */
  public SequenceContext(
      @Nullable NamedTensors initialStates, boolean @Nullable [] mask, boolean reverse) {
    this(initialStates, mask, reverse, null);
  }

  /** Zero initial states, forwards, every step real. */
  public static SequenceContext plain() {
    return new SequenceContext(null, null, false);
  }

  /** Whether a row has a step at this time. */
  public boolean isReal(int index) {
    return mask == null || mask[index];
  }
}
