package dev.carousel.spi;

/**
 * A factor on the optimizer's step size, which changes during training. Immutable and thread-safe.
 */
@FunctionalInterface
public interface Schedule {
  /**
   * The factor for one update.
   *
   * @param update the index of the update, from 0
   * @param plannedUpdates how many updates the run will make; 0 if it is limited by time instead
   * @return a finite factor of at least 0; 1 leaves the step size as it is
   */
  double factor(long update, long plannedUpdates);

  /** The same step size at every update. */
  static Schedule constant() {
    return (update, plannedUpdates) -> 1;
  }
}
