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

  /**
   * The factor for one update of a run with validations; by default that of {@link #factor(long,
   * long)}. It depends on nothing else, so a resumed run has the same.
   *
   * @param validLosses the mean losses of all validations before the update, in order; infinite if
   *     one was not finite, NaN without a validation part; not to be changed
   * @return a finite factor of at least 0
   */
  default double factor(long update, long plannedUpdates, double[] validLosses) {
    return factor(update, plannedUpdates);
  }

  /** Whether it needs validations; a run without a validation part is refused then. */
  default boolean readsValidations() {
    return false;
  }

  /** The same step size at every update. */
  static Schedule constant() {
    return (update, plannedUpdates) -> 1;
  }
}
