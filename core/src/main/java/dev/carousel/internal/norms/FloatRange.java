package dev.carousel.internal.norms;

/**
 * The floor and the ceiling of float32: beyond them, a norm says more about the arithmetic than
 * about the network. The smallest normal number is 1.2e-38; a norm of 1e-36 still has normal
 * elements.
 */
public final class FloatRange {
  private static final double FLOOR = 1e-36;
  private static final double CEILING = 1e36;

  private FloatRange() {}

  /** Whether a norm lies between the floor and the ceiling. */
  public static boolean isWithin(double norm) {
    return norm > FLOOR && norm < CEILING;
  }

  /** Whether a norm lies at the floor or below; false for NaN. */
  public static boolean isBelow(double norm) {
    return norm <= FLOOR;
  }
}
