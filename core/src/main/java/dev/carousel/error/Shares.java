package dev.carousel.error;

/**
 * Checks shares of which some is always left: rates of dropout, the smoothing of labels. Stateless,
 * so it may be used from any thread. Nothing is null.
 */
public final class Shares {
  private Shares() {}

  /**
   * Refuses a share that is out of range.
   *
   * @param name what it is a share of, as the message names it: {@code input dropout}
   * @param share at least 0 and less than 1
   * @return the share
   * @throws CarouselException if it is anything else, or not a number
   */
  public static double require(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw CarouselException.usage("The " + name + " is out of range.")
          .expected("a share of at least 0 and less than 1")
          .found(share)
          .build();
    }
    return share;
  }
}
