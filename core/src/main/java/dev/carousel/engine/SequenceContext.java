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
 */
public record SequenceContext(
    @Nullable NamedTensors initialStates, boolean @Nullable [] mask, boolean reverse) {

  /** Zero initial states, forwards, every step real. */
  public static SequenceContext plain() {
    return new SequenceContext(null, null, false);
  }

  /** Whether a row has a step at this time. */
  public boolean isReal(int index) {
    return mask == null || mask[index];
  }
}
