package dev.carousel.engine;

/**
 * A vector of factors that a layer is given at each step of each row.
 *
 * @param name unique within the layer: {@code recurrent h}, {@code zoneout c}
 * @param kind what it does
 * @param size the number of its elements
 */
public record MaskSpec(String name, Kind kind, int size) {

  /** What a mask does. */
  public enum Kind {
    /** Multiplies a state where matrices read it. */
    RECURRENT,
    /** Multiplies what a step proposes for a state. */
    CANDIDATE,
    /** 1 where a state keeps the value of the step before, else 0. */
    ZONEOUT
  }
}
