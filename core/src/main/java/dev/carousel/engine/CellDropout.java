package dev.carousel.engine;

/**
 * What training drops at random within a cell, between one step and the next; see {@link
 * LayerProgram#dropping}. All are shares of elements, at least 0 and at most 1.
 *
 * @param recurrent of the states that matrices read; one mask for all steps (Gal and Ghahramani,
 *     2016)
 * @param candidate of what the step proposes for the state, so that nothing that is remembered is
 *     lost (Semeniuta, Severyn and Barth, 2016)
 * @param zoneout of the states that keep the value of the step before (Krueger and others, 2017)
 */
public record CellDropout(double recurrent, double candidate, double zoneout) {
  /** Nothing is dropped. */
  public static final CellDropout NONE = new CellDropout(0, 0, 0);

  /** Checks the shares. */
  public CellDropout {
    require(recurrent);
    require(candidate);
    require(zoneout);
  }

  private static void require(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of " + share);
    }
  }

  /** Whether nothing is dropped. */
  public boolean isNone() {
    return equals(NONE);
  }
}
