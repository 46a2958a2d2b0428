package dev.carousel.train;

import dev.carousel.spi.UpdateHook.RollBack;

/**
 * The updates of a run that were not finite, and its roll-backs.
 *
 * @param nonFinite the number of updates with a loss or a gradient that is not finite
 * @param rollBacks how often the run rolled back to an earlier state
 * @param tries how often it rolled back to the state to which it would roll back now
 * @param stepFactor the factor on every step since then: 1 if it never rolled back
 */
public record Recovery(long nonFinite, long rollBacks, int tries, double stepFactor) {
  /** Refuses impossible numbers. */
  public Recovery {
    if (nonFinite < 0 || rollBacks < 0 || tries < 0 || !(stepFactor > 0 && stepFactor <= 1)) {
      throw new IllegalArgumentException("a recovery that no run can have made");
    }
  }

  /** That of a run without any of them. */
  public static final Recovery NONE = new Recovery(0, 0, 0, 1);

  Recovery met(boolean isFinite) {
    return isFinite ? this : new Recovery(nonFinite + 1, rollBacks, tries, stepFactor);
  }

  Recovery rolledBack(RollBack how) {
    return new Recovery(nonFinite, rollBacks + 1, tries + 1, stepFactor * how.stepFactor());
  }

  /** The recovery after a new state to roll back to has been reached. */
  Recovery advanced() {
    return new Recovery(nonFinite, rollBacks, 0, stepFactor);
  }
}
