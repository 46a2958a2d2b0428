package dev.carousel.flow.dynamics;

/** Units that are at one end of their range almost all the time. */
final class Stuck {
  /** The share of the time above which a unit is stuck. */
  private static final double MOST_OF_THE_TIME = 0.9;

  private Stuck() {}

  /**
   * The share of units that are stuck.
   *
   * @param shares for each unit, the share of steps at which it is there
   */
  static double share(double[] shares) {
    int stuck = 0;
    for (double share : shares) {
      stuck += share > MOST_OF_THE_TIME ? 1 : 0;
    }
    return (double) stuck / shares.length;
  }
}
