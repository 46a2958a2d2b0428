package dev.carousel.train;

import dev.carousel.spi.UpdateHook.RollBack;

/**
 * What a run has met that is not finite, and what became of it.
 *
 * @param nonFinite how many updates had a loss or a gradient that is not finite
 * @param rollBacks how often the run went back to an earlier state
 * @param tries how often it went back to the state that it would go back to now
 * @param stepFactor what every step is multiplied by since: 1 if it never went back
 */
public record Recovery(long nonFinite, long rollBacks, int tries, double stepFactor) {
  /** Refuses what no run can have met. */
  public Recovery {
    if (nonFinite < 0 || rollBacks < 0 || tries < 0 || !(stepFactor > 0 && stepFactor <= 1)) {
      throw new IllegalArgumentException("a recovery that no run can have made");
    }
  }

  static final Recovery NONE = new Recovery(0, 0, 0, 1);

  Recovery met(boolean isFinite) {
    return isFinite ? this : new Recovery(nonFinite + 1, rollBacks, tries, stepFactor);
  }

  Recovery rolledBack(RollBack how) {
    return new Recovery(nonFinite, rollBacks + 1, tries + 1, stepFactor * how.stepFactor());
  }

  /** A new state to go back to has been reached. */
  Recovery advanced() {
    return new Recovery(nonFinite, rollBacks, 0, stepFactor);
  }
}
