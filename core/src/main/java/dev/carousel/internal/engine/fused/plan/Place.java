package dev.carousel.internal.engine.fused.plan;

/**
 * Where a vector lies.
 *
 * @param buffer the index of the buffer
 * @param column of the first element within a row
 * @param after in a buffer of states: the slot after the step, not the one before it
 */
public record Place(int buffer, int column, boolean after) {

  public Place shifted(int columns) {
    return new Place(buffer, column + columns, after);
  }

  /** Whether {@code next} begins where a vector of that size at this place ends. */
  public boolean isFollowedBy(Place next, int size) {
    return next.equals(shifted(size));
  }
}
