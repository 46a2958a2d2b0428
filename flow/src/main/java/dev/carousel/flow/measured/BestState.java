package dev.carousel.flow.measured;

import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of a layer through which most of the error comes back. It is the one with the longest
 * horizon, or among those whose gradient does not fall, the one that grows most.
 *
 * @param state the state
 * @param growth its growth, which could be measured
 */
public record BestState(StateFlow state, Growth growth) {

  /** Empty if no state of the layer could be measured. */
  public static Optional<BestState> of(LayerFlow layer) {
    return layer.states().stream()
        .filter(state -> state.growth() != null)
        .map(state -> new BestState(state, Objects.requireNonNull(state.growth())))
        .max(Comparator.comparingDouble(best -> best.growth().perStep()));
  }
}
