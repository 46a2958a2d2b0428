package dev.carousel.flow.dynamics;

/** Units that sit on one side nearly all the time. */
final class Stuck {
  /** A unit is stuck if it sits there for more than so much of the time. */
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
