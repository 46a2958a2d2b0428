package dev.carousel.internal.kernel;

/**
 * A sum over neighbours, kept in {@link #LANES} partial sums, which are then added in pairs; so
 * vectors of any width give the same bits. Elements that fill no round of the lanes are added at
 * the end, one by one.
 */
public final class PartialSums {
  /** The number of partial sums: the elements of the widest vector. */
  public static final int LANES = 16;

  private PartialSums() {}

  /** How many of n elements go into partial sums. */
  public static int bound(int n) {
    return n - n % LANES;
  }

  /** Adds them: each of the lower half to its twin of the upper half, and so on. */
  public static float inPairs(float[] s) {
    float even = (s[0] + s[8]) + (s[4] + s[12]) + ((s[2] + s[10]) + (s[6] + s[14]));
    float odd = (s[1] + s[9]) + (s[5] + s[13]) + ((s[3] + s[11]) + (s[7] + s[15]));
    return even + odd;
  }
}
